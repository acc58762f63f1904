"""Rooms to come into: Tomas leads them all; people are seated under the name "<own name> here".

Fixtures, for the conftests of the folders that want them.
"""

from collections.abc import Callable
from typing import Any

import pytest

from community.members.models import Member
from groups.roster.actions import appoint, found_group, settle_in
from groups.roster.models import Group, Membership
from tests.harness import waiting

Seat = Callable[..., Membership]


@pytest.fixture
def someone(db: None) -> Callable[[str], Member]:
    """`someone("Nico")` is a member of that name."""

    def make(name: str) -> Member:
        return Member.objects.create_user(f"{name.lower()}@demo.example", "walk-beside-me", name=name)

    return make


@pytest.fixture
def tomas(someone: Callable[[str], Member]) -> Member:
    return someone("Tomas")


@pytest.fixture
def found(tomas: Member) -> Callable[..., Group]:
    """`found("night-owls", entry="hidden")` opens a group that Tomas leads."""

    def make(slug: str, **said: Any) -> Group:
        given = {"name": slug.replace("-", " ").title(), "kind": "support", "entry": "open", "about": "A room."}
        return found_group(by=tomas, slug=slug, known_as="Tomas here", **(given | said))

    return make


@pytest.fixture
def circle(found: Callable[..., Group]) -> Group:
    """An open group."""
    return found("evening-circle")


@pytest.fixture
def table(found: Callable[..., Group]) -> Group:
    """A group by request."""
    return found("kitchen-table", entry="request")


@pytest.fixture
def attic(found: Callable[..., Group]) -> Group:
    """A hidden group."""
    return found("attic", entry="hidden")


@pytest.fixture
def seat(tomas: Member) -> Seat:
    """`seat(group, alba, "moderator")` makes someone a member of the group."""

    def give(group: Group, member: Member, role: str = "member", name: str = "") -> Membership:
        membership = settle_in(group, member, name=name or f"{member.name} here", hue=member.hue)
        return appoint(membership, by=tomas, role=role) if role != "member" else membership

    return give


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """`at_once(f, g)` calls them in threads that begin at the same moment, each with a connection of its own."""
    return waiting.at_once
