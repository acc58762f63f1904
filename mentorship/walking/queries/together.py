"""Goals and questions of two people, as one of them sees them."""

from dataclasses import dataclass

from django.utils import timezone

from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.walking.models import Goal, PromptAnswer
from mentorship.walking.prompts import Prompt, asked_until

#: So many of the goals that were reached are shown.
REACHED = 20


@dataclass(frozen=True)
class Asked:
    """A shared question. ``theirs`` is empty until both have answered; ``they_have`` tells that the other has."""

    prompt: Prompt
    mine: str = ""
    theirs: str = ""
    they_have: bool = False

    @property
    def is_answered(self) -> bool:
        """By both."""
        return bool(self.mine and self.theirs)


@dataclass(frozen=True)
class Together:
    """``waits``: questions that one of the two has not answered yet; the others are ``answered``."""

    goals: list[Goal]
    reached: list[Goal]
    waits: list[Asked]
    answered: list[Asked]


def together(pair: Pair, member: Member) -> Together:
    """Everything for the page. Four queries at most."""
    standing = Goal.objects.filter(pair=pair).select_related("by").prefetch_related("steps")
    asked = _asked(pair, member)
    return Together(
        goals=list(standing.open().order_by("pk")),
        reached=list(Goal.objects.reached().filter(pair=pair).order_by("-reached_at")[:REACHED]),
        waits=[one for one in asked if not one.is_answered],
        answered=[one for one in asked if one.is_answered],
    )


def _asked(pair: Pair, member: Member) -> list[Asked]:
    prompts = asked_until(pair.created_at, timezone.now())
    words = {
        (one.prompt, one.member_id): one.words
        for one in PromptAnswer.objects.filter(pair=pair, prompt__in=[prompt.key for prompt in prompts])
    }
    other = pair.other(member).pk
    asked = []
    for prompt in prompts:
        mine, theirs = words.get((prompt.key, member.pk), ""), words.get((prompt.key, other), "")
        asked.append(Asked(prompt, mine, theirs if mine else "", bool(theirs)))
    return asked
