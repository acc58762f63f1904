"""Evening Circle of Harbor House: Tomas leads it, Carmen moderates, Alba and Eli belong; names end in "here"."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def harbor(db: None) -> Any:
    from community.facilities.models import Facility

    return Facility.objects.create(name="Harbor House", slug="harbor-house")


@pytest.fixture
def leader(db: None, harbor: Any) -> Any:
    from community.facilities.models import StaffRole
    from community.members.models import Member

    tomas = Member.objects.create_user("tomas@demo.example", "walk-beside-me", name="Tomas")
    StaffRole.objects.create(member=tomas, facility=harbor, role="coordinator")
    return tomas


@pytest.fixture
def group(harbor: Any, leader: Any) -> Any:
    from groups.roster.actions import found_group

    return found_group(
        by=leader,
        slug="evening-circle",
        name="Evening Circle",
        kind="support",
        entry="open",
        facility=harbor,
        known_as="Tomas here",
    )


@pytest.fixture
def seat(group: Any, leader: Any) -> Callable[..., Any]:
    """`seat(member, "moderator")` makes someone a member of the group, as "<name> here"."""
    from groups.roster.actions import appoint, join

    def give(member: Any, role: str = "member") -> Any:
        membership = join(group, by=member, name=f"{member.name} here")
        return appoint(membership, by=leader, role=role) if role != "member" else membership

    return give


@pytest.fixture
def elis(seat: Callable[..., Any], eli: Any) -> Any:
    return seat(eli)


@pytest.fixture
def albas(seat: Callable[..., Any], alba: Any) -> Any:
    return seat(alba)


@pytest.fixture
def moderator(seat: Callable[..., Any], carmen: Any) -> Any:
    seat(carmen, "moderator")
    return carmen


@pytest.fixture
def words(group: Any, albas: Any, elis: Any, eli: Any) -> Any:
    import uuid

    from community.conversations.actions import post
    from groups.roster.queries import conversation_of

    return post(conversation_of(group), by=eli, body="you all think you are better than me", client_id=uuid.uuid4())


@pytest.fixture
def case(words: Any, alba: Any, moderator: Any) -> Any:
    from community.safety.actions import report

    return report(words, by=alba, category="hurtful").case
