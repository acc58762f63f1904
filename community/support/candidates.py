"""Who can be chosen: the circle, and whom the roof adds from the rooms above (a mentor, people of a group)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from community.circle import queries as circle
from community.circle.models import Tie
from community.members.models import Member


@dataclass(frozen=True)
class Candidate:
    """Someone who could be chosen. ``key`` names what ties the two (``tie:7``), never the account.

    ``name`` and ``hue`` are how the member knows them, ``known_as`` and ``known_hue`` how they know the
    member; ``place`` is where from.
    """

    key: str
    person: Member
    name: str
    hue: int
    known_as: str
    known_hue: int
    place: str | Promise


def candidates(member: Member) -> list[Candidate]:
    """Whom the member may choose, the circle first; someone known in two places stands here twice."""
    found = [
        Candidate(f"tie:{tie.pk}", tie.supporter, tie.name, tie.supporter.hue, member.name, member.hue, _("My circle"))
        for tie in circle.around(member)
    ]
    compose: Callable[[Member], list[Candidate]] | None = _roof("SUPPORT_CANDIDATES")
    return found + compose(member) if compose else found


def holding(keys: Collection[str]) -> set[str]:
    """Which of these ties between two people still hold today: who has let go is not told."""
    ids = [int(key.partition(":")[2]) for key in keys if key.startswith("tie:")]
    held = {f"tie:{pk}" for pk in Tie.objects.live().filter(pk__in=ids).values_list("pk", flat=True)}
    ask: Callable[[Collection[str]], set[str]] | None = _roof("SUPPORT_HOLDING")
    return held | ask(keys) if ask else held


def _roof(setting: str) -> Callable[..., Any] | None:
    path = getattr(settings, setting, "")
    return import_string(path) if path else None
