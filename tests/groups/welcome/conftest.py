"""Newcomers, those who greet them, and who was told."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from community.conversations.actions import post
from community.conversations.models import Message
from community.members.models import Member
from community.notifications.models import Notification
from groups.roster.models import Group, Membership
from groups.roster.queries import conversation_of


@pytest.fixture
def newcomer(finch: Membership) -> Membership:
    """Eli, who is Finch here and came in yesterday."""
    Membership.objects.filter(pk=finch.pk).update(joined_at=timezone.now() - timedelta(days=1))
    finch.refresh_from_db()
    return finch


@pytest.fixture
def speak(group: Group) -> Callable[..., Message]:
    """`speak(eli, minutes_ago=11)` says something in the chat."""

    def words(who: Member, body: str = "Hello.", *, minutes_ago: float = 0) -> Message:
        said = post(conversation_of(group), by=who, body=body, client_id=uuid.uuid4())
        Message.objects.filter(pk=said.pk).update(sent_at=timezone.now() - timedelta(minutes=minutes_ago))
        return said

    return words


@pytest.fixture
def told() -> Callable[[], list[str]]:
    """`told()`: the names of those whose notice of first words is unread, in order."""

    def names() -> list[str]:
        notices = Notification.objects.unread().filter(kind="first_hello").select_related("member")
        return sorted(notice.member.name for notice in notices)

    return names
