"""Who can be chosen: the circle, and whom the roof adds from the rooms above (a mentor, people of a group)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from community.circle import queries as circle
from community.members.models import Member


@dataclass(frozen=True)
class Candidate:
    """Someone who could be chosen. ``key`` names the tie between the two (``tie:7``), never the account.

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
    """Whom the member may choose: people they may meet, each once, the circle first."""
    found = [
        Candidate(
            f"tie:{tie.pk}",
            tie.supporter,
            tie.name,
            tie.supporter.hue,
            member.name,
            member.hue,
            _("My circle"),
        )
        for tie in circle.around(member)
    ]
    path = getattr(settings, "SUPPORT_CANDIDATES", "")
    compose: Callable[[Member], list[Candidate]] | None = import_string(path) if path else None
    if compose:
        found += compose(member)
    once: dict[str, Candidate] = {}
    for one in found:
        once.setdefault(one.key, one)
    return list(once.values())
