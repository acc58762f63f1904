"""Questions for the first six weeks of two people, one a week. Keys are stored with answers, and are for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Prompt:
    """One question. ``week`` counts from 1."""

    key: str
    week: int
    question: str | Promise


PROMPTS = (
    Prompt("good_day", 1, _("What does a good ordinary day look like for you?")),
    Prompt("hard_hour", 2, _("When is it hardest, and what should the other know about that hour?")),
    Prompt("has_helped", 3, _("What has helped before, even a little?")),
    Prompt("not_helped", 4, _("What do people say or do that does not help?")),
    Prompt("proud_of", 5, _("What went better lately than you thought it would?")),
    Prompt("in_a_year", 6, _("What would you like to be ordinary in a year?")),
)
BY_KEY = {prompt.key: prompt for prompt in PROMPTS}


def asked_until(begun: datetime, now: datetime) -> list[Prompt]:
    """The questions of the weeks that have begun, the newest first."""
    week = (now - begun) // timedelta(days=7) + 1
    return [prompt for prompt in reversed(PROMPTS) if prompt.week <= week]
