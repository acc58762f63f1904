"""A text meeting in a group's chat: who begins it, who may speak, who is next, and who keeps it without its host."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.audit.models import Entry
from community.conversations.actions import (
    call_next,
    close_floor,
    dismiss,
    end_share,
    hand_over,
    keep_floors,
    look_for_host,
    lower_hand,
    open_floor,
    pass_floor,
    post,
    raise_hand,
)
from community.conversations.floors import floor_now
from community.conversations.models import Floor, Participant
from community.kit.gate import Refused
from community.members.actions import block
from groups.roster.queries import conversation_of
from tests.community.doors import door, words_of

pytestmark = pytest.mark.django_db
CHAT = "/groups/evening-circle/chat/"
MEETING = f"{CHAT}meeting/"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def talk(group, leader, birch, finch, heron):
    return conversation_of(group)


@pytest.fixture
def meeting(talk, leader):
    return open_floor(talk, by=leader, topic="What helped this week", share_minutes=3)


def place(talk, member):
    return Participant.objects.get(conversation=talk, member=member)


def say(talk, who):
    return post(talk, by=who, body="I am here.", client_id=uuid.uuid4())


def now(talk):
    floor = floor_now(talk.pk)
    assert floor is not None
    return floor


def names(talk):
    return [person.name for person in now(talk).queue]


def later(floor, **values):
    Floor.objects.filter(pk=floor.pk).update(**values)


def test_one_speaks_at_a_time(talk, meeting, leader, alba, eli, carmen):
    say(talk, leader)
    for listener in (alba, eli, carmen):
        with pytest.raises(Refused, match="floor"):
            say(talk, listener)
    raise_hand(talk, by=alba)
    with pytest.raises(Refused):
        say(talk, alba)
    assert call_next(talk, by=leader, instead_of=None)
    say(talk, alba)
    say(talk, leader)
    with pytest.raises(Refused):
        say(talk, eli)
    later(meeting, speaking_until=timezone.now())
    with pytest.raises(Refused):
        say(talk, alba)
    assert close_floor(talk, by=leader)
    say(talk, eli)


def test_hands_wait_in_their_order(talk, meeting, leader, alba, eli, carmen):
    assert raise_hand(talk, by=eli)
    assert not raise_hand(talk, by=eli)
    assert raise_hand(talk, by=alba)
    assert raise_hand(talk, by=carmen)
    assert not raise_hand(talk, by=leader)
    assert names(talk) == ["Finch", "Birch", "Heron"]
    assert lower_hand(talk, by=eli)
    assert not lower_hand(talk, by=eli)
    raise_hand(talk, by=eli)
    assert names(talk) == ["Birch", "Heron", "Finch"]
    call_next(talk, by=leader, instead_of=None)
    assert not raise_hand(talk, by=alba)
    assert not pass_floor(talk, by=eli)
    assert pass_floor(talk, by=alba)
    assert now(talk).speaker.name == "Heron"
    dismiss(talk, eli)
    assert pass_floor(talk, by=carmen)
    assert now(talk).speaker is None


def test_next_is_for_whom_the_host_saw(talk, meeting, leader, alba, eli):
    raise_hand(talk, by=alba)
    raise_hand(talk, by=eli)
    assert call_next(talk, by=leader, instead_of=None)
    assert not call_next(talk, by=leader, instead_of=None)  # the second of a double click
    assert now(talk).speaker.name == "Birch"


def test_a_share_ends_once_and_the_next_is_called(talk, meeting, leader, alba, eli):
    raise_hand(talk, by=alba)
    raise_hand(talk, by=eli)
    call_next(talk, by=leader, instead_of=None)
    speaker = now(talk).speaker.id
    assert not end_share(meeting.pk, speaker=speaker)
    assert timedelta(seconds=180) < now(talk).until - now(talk).now <= timedelta(seconds=190)
    later(meeting, speaking_until=timezone.now())
    assert end_share(meeting.pk, speaker=speaker)
    assert not end_share(meeting.pk, speaker=speaker)
    assert now(talk).speaker.name == "Finch"
    later(meeting, speaking_until=timezone.now())
    assert keep_floors() == 1
    assert keep_floors() == 0
    assert now(talk).speaker is None


def test_who_leaves_ends_their_share(talk, meeting, leader, alba):
    raise_hand(talk, by=alba)
    call_next(talk, by=leader, instead_of=None)
    dismiss(talk, alba)
    assert keep_floors() == 1
    assert now(talk).speaker is None


def test_wrong_roles(talk, group, leader, alba, eli, dara, carmen):
    for nobody in (alba, dara):
        with pytest.raises(PermissionDenied):
            open_floor(talk, by=nobody, topic="", share_minutes=3)
        with pytest.raises(PermissionDenied):
            close_floor(talk, by=nobody)
    with pytest.raises(Refused):
        raise_hand(talk, by=alba)
    floor = open_floor(talk, by=carmen, topic="  One\n thing ", share_minutes=1)
    assert floor.topic == "One thing"
    with pytest.raises(Refused):
        open_floor(talk, by=leader, topic="", share_minutes=3)
    for minutes in (0, 11):
        with pytest.raises(Refused):
            open_floor(talk, by=leader, topic="", share_minutes=minutes)
    for act in (
        lambda: call_next(talk, by=leader, instead_of=None),
        lambda: raise_hand(talk, by=dara),
        lambda: hand_over(talk, by=eli, to=place(talk, alba).pk),
        lambda: close_floor(talk, by=alba),
    ):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(Refused):
        hand_over(talk, by=carmen, to=0)
    assert hand_over(talk, by=leader, to=place(talk, leader).pk)  # a keeper may take it


def test_the_quieted_raise_no_hand(talk, meeting, quieted, eli):
    with pytest.raises(Refused, match="later"):
        raise_hand(talk, by=eli)


def test_the_host_hands_it_over(talk, meeting, leader, alba, eli):
    raise_hand(talk, by=alba)
    raise_hand(talk, by=eli)
    call_next(talk, by=leader, instead_of=None)
    assert hand_over(talk, by=leader, to=place(talk, alba).pk)
    assert (now(talk).host.name, now(talk).speaker.name) == ("Birch", "Finch")
    assert close_floor(talk, by=alba)
    acts = list(Entry.objects.filter(act__contains="floor").order_by("id").values_list("act", "by", "subject"))
    of = f"floor:{meeting.pk}"
    assert acts == [("open_floor", leader.pk, of), ("hand_over_floor", leader.pk, of), ("close_floor", alba.pk, of)]


def test_a_silent_host_is_replaced(talk, meeting, leader, alba, eli, carmen):
    birch, heron = place(talk, alba).pk, place(talk, carmen).pk
    raise_hand(talk, by=eli)
    assert not look_for_host(meeting.pk, here=[birch, heron])
    later(meeting, host_seen_at=timezone.now() - timedelta(seconds=46))
    assert now(talk).host_away
    assert look_for_host(meeting.pk, here=[birch])  # no keeper is here: the next hand is called
    assert (now(talk).host.name, now(talk).speaker.name) == ("Tomas here", "Finch")
    assert not look_for_host(meeting.pk, here=[birch])
    assert look_for_host(meeting.pk, here=[birch, heron])
    assert not look_for_host(meeting.pk, here=[birch, heron])
    assert now(talk).host.name == "Heron"
    assert Entry.objects.get(act="hand_over_floor").by is None
    later(meeting, host_seen_at=timezone.now() - timedelta(minutes=31))
    assert keep_floors() == 1
    assert floor_now(talk.pk) is None


def test_pages_and_doors(talk, group, leader, alba, eli, carmen, dara):
    assert "Begin a text meeting" in words_of(door(carmen).get(CHAT))
    assert "Begin a text meeting" not in words_of(door(alba).get(CHAT))
    assert door(alba).post(f"{MEETING}open/", {"share": "3"}).status_code == 403
    assert door(dara).get(MEETING).status_code == 403
    assert door(carmen).get(MEETING, **JSON).json()["open"] is False
    assert door(carmen).post(f"{MEETING}open/", {"share": "4"}, **JSON).status_code == 422
    assert door(carmen).post(f"{MEETING}open/", {"share": "3", "topic": "Sleep"})["Location"] == CHAT
    answer = door(alba).post(f"{MEETING}hand/", {"up": "1"}, **JSON).json()
    assert (answer["topic"], answer["host"]["name"], answer["queue"][0]["name"]) == ("Sleep", "Heron", "Birch")
    assert "Lower my hand" in words_of(door(alba).get(CHAT))
    assert door(alba).post(f"{MEETING}next/", {}).status_code == 403
    assert door(carmen).post(f"{MEETING}next/", {"speaker": ""}).status_code == 302
    page = words_of(door(alba).get(CHAT))
    assert "It is your turn" in page
    assert "Birch has the floor" in words_of(door(eli).get(CHAT))
    assert (
        door(eli).post(f"/conversations/{talk.pk}/messages/", {"body": "Hi", "client_id": uuid.uuid4()}).status_code
        == 422
    )
    assert door(alba).post(f"{MEETING}pass/").status_code == 302
    over = {"to": str(place(talk, eli).pk)}
    assert door(carmen).post(f"{MEETING}hand-over/", over, **JSON).json()["host"]["name"] == "Finch"
    assert door(eli).post(f"{MEETING}close/", **JSON).json() == {
        "type": "floor",
        "conversation": talk.pk,
        "open": False,
    }


def test_the_blocked_are_left_out(talk, meeting, leader, alba, eli, carmen):
    raise_hand(talk, by=eli)
    raise_hand(talk, by=carmen)
    block(alba, eli, known_as="Finch")
    assert [one["name"] for one in door(alba).get(MEETING, **JSON).json()["queue"]] == ["Heron"]
    call_next(talk, by=leader, instead_of=None)
    assert door(alba).get(MEETING, **JSON).json()["speaker"]["name"] == ""
    assert "Finch" not in words_of(door(alba).get(CHAT))
    assert "Finch has the floor" in words_of(door(carmen).get(CHAT))


def test_many_hands_at_once(talk, meeting, leader, alba, eli, carmen, at_once):
    people = (alba, eli, carmen)
    assert (
        sorted(at_once(*[lambda who=who: raise_hand(talk, by=who) for who in people * 3])) == [False] * 6 + [True] * 3
    )
    waiting = names(talk)
    assert sorted(waiting) == ["Birch", "Finch", "Heron"]
    called = []
    for _turn in waiting:
        speaker = now(talk).speaker
        call_next(talk, by=leader, instead_of=speaker and speaker.id)
        called.append(now(talk).speaker.name)
    assert called == waiting


def test_two_clocks_ring_once(talk, meeting, leader, alba, eli, carmen, at_once):
    for who in (alba, eli, carmen):
        raise_hand(talk, by=who)
    call_next(talk, by=leader, instead_of=None)
    speaker = now(talk).speaker.id
    later(meeting, speaking_until=timezone.now())
    rings = at_once(*[lambda: end_share(meeting.pk, speaker=speaker)] * 4, lambda: pass_floor(talk, by=alba))
    assert sorted(rings) == [False] * 4 + [True]
    assert now(talk).speaker.name == "Finch"
    later(meeting, host_seen_at=timezone.now() - timedelta(minutes=1))
    here = [place(talk, carmen).pk]
    assert sorted(at_once(*[lambda: look_for_host(meeting.pk, here=here)] * 3)) == [False, False, True]
