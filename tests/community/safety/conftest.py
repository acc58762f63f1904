"""A room with words in it, its moderator, and the staff of two facilities."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def harbor(db: None) -> Any:
    from community.facilities.models import Facility

    return Facility.objects.create(name="Harbor House", slug="harbor-house")


@pytest.fixture
def other_house(db: None) -> Any:
    from community.facilities.models import Facility

    return Facility.objects.create(name="Hill House", slug="hill-house")


@pytest.fixture
def give_role() -> Callable[..., Any]:
    from community.facilities.models import StaffRole

    def give(member: Any, facility: Any, role: str) -> Any:
        return StaffRole.objects.create(member=member, facility=facility, role=role)

    return give


@pytest.fixture
def room(harbor: Any) -> Any:
    from community.conversations.models import Conversation

    return Conversation.objects.create(scope="group:900", facility=harbor, title="Evening Circle")


@pytest.fixture
def say_in() -> Callable[..., Any]:
    """`say_in(room, member, "words")` stores a message as the engine would."""
    from django.db.models import F

    from community.conversations.models import Conversation, Message, Participant

    def say(room: Any, member: Any, body: str, *, name: str = "") -> Any:
        participant, _ = Participant.objects.get_or_create(
            conversation=room, member=member, defaults={"name": name or f"{member.name} here"}
        )
        Conversation.objects.filter(pk=room.pk).update(last_seq=F("last_seq") + 1)
        room.refresh_from_db()
        return Message.objects.create(
            conversation=room, seq=room.last_seq, author=participant, client_id=uuid.uuid4(), body=body, html=body
        )

    return say


@pytest.fixture
def words(room: Any, say_in: Callable[..., Any], alba: Any, eli: Any, carmen: Any, bruno: Any) -> Any:
    """Eli's words, in a room that Alba, Bruno and Carmen hear too."""
    for member in (alba, carmen, bruno):
        say_in(room, member, f"Good evening from {member.name}.")
    return say_in(room, eli, "DM me if you need something for the pain")


def entrust(scope: str, member: Any, name: str) -> None:
    """Make someone a moderator of a place, as the room that owns it does."""
    from community.safety.models import ScopeModerator

    ScopeModerator.objects.create(scope=scope, member=member, name=name, queue_url="/groups/evening-circle/queue/")


@pytest.fixture
def moderator(carmen: Any, room: Any) -> Any:
    entrust(room.scope, carmen, "Carmen C.")
    return carmen


@pytest.fixture
def case(words: Any, alba: Any, moderator: Any) -> Any:
    from community.safety.actions import report

    return report(words, by=alba, category="sourcing", note="He wrote this to me before.").case
