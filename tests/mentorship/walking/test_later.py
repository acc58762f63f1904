"""Words for later: said once, at their time, to someone one still walks with."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.conversations.actions import close_conversation
from community.conversations.models import Conversation, Message, Participant
from community.kit.gate import Refused
from community.members.models import Block, Member
from community.notifications.models import Notification
from mentorship.pairs.actions import acknowledge, end, let_rest
from mentorship.pairs.models import Pair
from mentorship.profiles.models import MentorOffer
from mentorship.walking.actions import change_later, send_due, take_back_later, write_for_later
from mentorship.walking.models import LaterMessage
from tests.mentorship.pairs.test_answering import at_once

TOMORROW = timedelta(days=1)


def url(name: str, *args: Any) -> str:
    return reverse(f"mentorship:{name}", args=args)


def write(pair: Pair, by: Member, body: str = "Good luck today") -> LaterMessage:
    return write_for_later(pair, by=by, body=body, due_at=timezone.now() + TOMORROW)


def then() -> Any:
    return timezone.now() + TOMORROW + timedelta(minutes=1)


def said(pair: Pair) -> list[str]:
    return list(Message.objects.filter(conversation__scope=pair.scope).order_by("seq").values_list("body", flat=True))


def test_said_at_its_time_and_once(talking: Pair, gil: Member, bruno: Member) -> None:
    later = write(talking, bruno)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM mentorship_latermessage")
        assert "luck" not in cursor.fetchone()[0]
    assert send_due() == 0
    assert send_due(then()) == 1
    assert send_due(then()) == 0
    assert said(talking) == ["Good luck today"]
    later.refresh_from_db()
    assert (later.sent_at is not None, later.body) == (True, "")
    for deed in (
        lambda: take_back_later(later, by=bruno),
        lambda: change_later(later, by=bruno, body="Late", due_at=then()),
    ):
        with pytest.raises(Refused):
            deed()


def test_by_ones_own_clock(client: Client, talking: Pair, bruno: Member) -> None:
    Member.objects.filter(pk=bruno.pk).update(time_zone="Europe/Madrid")
    client.force_login(bruno)
    day = (timezone.now() + timedelta(days=40)).date()
    client.post(url("later", talking.pk), {"body": "One month", "day": f"{day}", "at": "08:30"})
    later = LaterMessage.objects.get()
    assert later.due_at.astimezone(timezone.get_fixed_timezone(60)).hour in (8, 7)
    page = client.get(url("later", talking.pk)).content.decode()
    assert "08:30" in page
    assert "One month" in page
    client.post(url("later_change", talking.pk, later.pk), {"body": "One month more", "day": f"{day}", "at": "09:00"})
    later.refresh_from_db()
    assert later.body == "One month more"
    client.post(url("later_back", talking.pk, later.pk))
    assert not LaterMessage.objects.exists()


@pytest.mark.parametrize(
    ("body", "day", "words"),
    [
        ("", "2031-01-01", "still empty"),
        ("Hello", "2020-01-01", "has passed"),
        ("Hello", "2999-01-01", "a year ahead"),
        ("Hello", "9999-12-31", "a year ahead"),
        ("x" * 4001, "2031-01-01", "4000 characters"),
    ],
)
def test_kind_words_where_it_cannot_be(
    client: Client, talking: Pair, gil: Member, body: str, day: str, words: str
) -> None:
    Member.objects.filter(pk=gil.pk).update(time_zone="America/New_York")
    client.force_login(gil)
    answer = client.post(url("later", talking.pk), {"body": body, "day": day, "at": "23:00"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert f'value="{day}"' in answer.content.decode()
    assert body in answer.content.decode()


def test_ten_at_a_time(talking: Pair, gil: Member) -> None:
    for n in range(10):
        write(talking, gil, f"Number {n}")
    with pytest.raises(Refused):
        write(talking, gil)


def test_nobody_else_reads_or_changes_it(client: Client, talking: Pair, gil: Member, bruno: Member) -> None:
    later = write(talking, gil)
    client.force_login(bruno)
    assert b"Good luck" not in client.get(url("later", talking.pk)).content
    assert client.get(url("later_change", talking.pk, later.pk)).status_code == 404
    assert client.post(url("later_back", talking.pk, later.pk)).status_code == 404
    with pytest.raises(PermissionDenied):
        take_back_later(later, by=bruno)
    with pytest.raises(PermissionDenied):
        change_later(later, by=bruno, body="Other", due_at=then())


@pytest.mark.parametrize("how", ["ended", "blocked", "closed", "rests", "quiet", "gone"])
def test_not_said_where_they_walk_no_more_or_it_rests(talking: Pair, gil: Member, bruno: Member, how: str) -> None:
    later = write(talking, bruno)
    talk = Conversation.objects.get(scope=talking.scope)
    if how == "ended":
        end(talking, by=gil)
    elif how == "blocked":
        Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    elif how == "closed":
        close_conversation(talk)
    elif how == "rests":
        let_rest(talking, by=gil, days=3)
    elif how == "quiet":
        Participant.objects.filter(conversation=talk, member=bruno).update(
            quieted_until=timezone.now() + timedelta(days=9)
        )
    else:
        Member.objects.filter(pk=gil.pk).update(ended_at=timezone.now())
        end(talking, by=bruno)
    assert send_due(then()) == 0
    assert said(talking) == []
    later.refresh_from_db()
    assert later.held_at is not None
    assert later.body == "Good luck today"
    assert send_due(then()) == 0
    assert Notification.objects.filter(kind="pair_later_held", member=bruno).count() == (how == "rests")
    assert not Notification.objects.filter(kind="pair_later_held", member=gil).exists()


def test_what_was_held_can_be_sent_anew(client: Client, talking: Pair, bruno: Member) -> None:
    later = write(talking, bruno)
    places = Participant.objects.filter(conversation__scope=talking.scope, member=bruno)
    places.update(quieted_until=timezone.now() + timedelta(days=9))
    send_due(then())
    places.update(quieted_until=None)
    client.force_login(bruno)
    assert "It could not be sent" in client.get(url("later", talking.pk)).content.decode()
    change_later(later, by=bruno, body="Good luck tomorrow", due_at=timezone.now() + TOMORROW)
    assert send_due(then()) == 1
    assert said(talking) == ["Good luck tomorrow"]


def test_said_in_the_order_of_the_times_and_one_fault_holds_up_no_other(
    talking: Pair, gil: Member, bruno: Member, brunos: MentorOffer, dara: Member
) -> None:
    lost = Pair.objects.create(offer=brunos, mentor=bruno, mentee=dara)
    for member in (bruno, dara):
        acknowledge(lost, by=member)
    broken = write(lost, bruno)
    Conversation.objects.filter(scope=lost.scope).update(scope="pair:0")
    write_for_later(talking, by=gil, body="Second", due_at=timezone.now() + TOMORROW)
    write_for_later(talking, by=gil, body="First", due_at=timezone.now() + timedelta(hours=2))
    assert send_due(then()) == 2
    assert said(talking) == ["First", "Second"]
    broken.refresh_from_db()
    assert (broken.sent_at, broken.held_at) == (None, None)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_say_it_once(talking: Pair, bruno: Member) -> None:
    write(talking, bruno)
    moment = then()
    assert sorted(at_once(lambda: send_due(moment), lambda: send_due(moment))) == [0, 1]
    assert len(said(talking)) == 1
