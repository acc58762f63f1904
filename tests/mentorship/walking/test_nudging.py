"""A small note when it goes silent: once in a silence, to whoever wants it, from times alone."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.conversations.actions import post
from community.conversations.models import Conversation
from community.kit.gate import Refused
from community.members.models import Block, Member
from community.notifications.kinds import kind
from community.notifications.models import Notification
from mentorship.pairs.actions import end, let_rest
from mentorship.pairs.models import Pair
from mentorship.walking.actions import choose_nudge, nudge
from tests.mentorship.pairs.test_answering import at_once


def say(pair: Pair, by: Member) -> None:
    post(Conversation.objects.get(scope=pair.scope), by=by, body="Good evening", client_id=uuid.uuid4())


def on(days: float) -> Any:
    return timezone.now() + timedelta(days=days, minutes=1)


def told(member: Member) -> int:
    return Notification.objects.filter(member=member, kind="pair_silent").count()


def test_once_in_a_silence(talking: Pair, gil: Member, bruno: Member) -> None:
    say(talking, bruno)
    assert nudge(on(6)) == 0
    assert nudge(on(7)) == 2
    assert nudge(on(8)) == 0
    notice = Notification.objects.get(member=gil, kind="pair_silent")
    assert notice.text == "It has been quiet between you and Bruno. One line is enough."
    holds = kind("pair_silent").still_holds
    assert holds
    assert holds(notice)
    Conversation.objects.update(last_message_at=timezone.now() + timedelta(days=9))
    assert not holds(notice)
    assert nudge(on(17)) == 2
    assert (told(gil), told(bruno)) == (2, 2)
    assert nudge(on(100)) == 0


def test_as_each_has_chosen(client: Client, talking: Pair, gil: Member, bruno: Member, dara: Member) -> None:
    client.force_login(gil)
    client.post(reverse("mentorship:choose_nudge", args=[talking.pk]), {"days": "0"})
    assert '<option value="0" selected>never' in client.get(talking.get_absolute_url()).content.decode()
    choose_nudge(talking, by=bruno, days=14)
    assert nudge(on(8)) == 0
    assert nudge(on(15)) == 1
    assert (told(gil), told(bruno)) == (0, 1)
    with pytest.raises(Refused):
        choose_nudge(talking, by=gil, days=3)
    with pytest.raises(PermissionDenied):
        choose_nudge(talking, by=dara, days=7)


@pytest.mark.parametrize("how", ["ended", "blocked", "rests"])
def test_nobody_is_told_where_it_is_over_or_rests(talking: Pair, gil: Member, bruno: Member, how: str) -> None:
    say(talking, bruno)
    if how == "ended":
        end(talking, by=gil)
    elif how == "blocked":
        Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    else:
        let_rest(talking, by=gil, days=0)
    assert nudge(on(8)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_tell_once(talking: Pair, gil: Member, bruno: Member) -> None:
    say(talking, bruno)
    moment = on(8)
    assert sorted(at_once(lambda: nudge(moment), lambda: nudge(moment))) == [0, 2]
    assert (told(gil), told(bruno)) == (1, 1)
