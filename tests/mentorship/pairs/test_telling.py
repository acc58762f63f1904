"""Unread words in a pair: one notice for all that waits, none for what was read."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from community.conversations.actions import mark_seen, post
from community.conversations.models import Conversation
from community.members.models import Block, Member
from community.notifications.kinds import kind
from community.notifications.models import Notification
from mentorship.pairs.actions import look_in, tell_of_words
from mentorship.pairs.models import Pair
from tests.mentorship.pairs.test_answering import at_once

SOON = timedelta(minutes=11)


def say(pair: Pair, by: Member) -> Conversation:
    talk = Conversation.objects.get(scope=pair.scope)
    post(talk, by=by, body="Good evening", client_id=uuid.uuid4())
    talk.refresh_from_db()
    return talk


def later(minutes: int = 11) -> int:
    return tell_of_words(timezone.now() + timedelta(minutes=minutes))


def told(member: Member) -> int:
    return Notification.objects.filter(member=member, kind="pair_words").count()


def test_one_notice_for_all_that_waits(talking: Pair, gil: Member, bruno: Member) -> None:
    say(talking, bruno)
    assert later(5) == 0
    assert later() == 1
    say(talking, bruno)
    assert later() == 0
    assert (told(gil), told(bruno)) == (1, 0)
    notice = Notification.objects.get(kind="pair_words")
    assert (notice.text, notice.url) == ("Bruno has written to you.", talking.get_absolute_url())
    assert notice.deliveries.count() == 1


def test_none_for_what_was_read(talking: Pair, gil: Member, bruno: Member) -> None:
    talk = say(talking, bruno)
    mark_seen(talk, by=gil, seq=talk.last_seq)
    assert later() == 0


def test_again_after_they_came_and_went(talking: Pair, gil: Member, bruno: Member) -> None:
    talk = say(talking, bruno)
    later()
    notice = Notification.objects.get(kind="pair_words")
    holds = kind("pair_words").still_holds
    assert holds
    assert holds(notice)
    mark_seen(talk, by=gil, seq=talk.last_seq)
    look_in(talking, by=gil)
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert not holds(notice)
    say(talking, bruno)
    assert later() == 1
    assert told(gil) == 2


def test_nothing_of_someone_blocked(talking: Pair, gil: Member, bruno: Member) -> None:
    say(talking, bruno)
    Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    tell_of_words(timezone.now() + SOON)
    assert told(gil) == 0


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_tell_once(talking: Pair, gil: Member, bruno: Member) -> None:
    say(talking, bruno)
    moment = timezone.now() + SOON
    assert sorted(at_once(lambda: tell_of_words(moment), lambda: tell_of_words(moment))) == [0, 1]
    assert Notification.objects.get(kind="pair_words").count == 1
