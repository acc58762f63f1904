"""A text meeting: one speaks at a time, in the order of the hands, and everything that is due happens once."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.audit.models import Entry
from community.conversations import actions
from community.conversations.actions.floor import FORGOTTEN
from community.conversations.floors import GRACE, SILENCE, floor_now
from community.conversations.models import Floor, Message, Participant
from community.kit.gate import Refused
from community.safety.models import ScopeModerator
from tests.harness.waiting import at_once


@pytest.fixture
def keeper(talk, alba):
    """Alba looks after the conversation."""
    ScopeModerator.objects.create(scope=talk.scope, member=alba, name=alba.name, queue_url="/queue/")
    return alba


@pytest.fixture
def floor(talk, keeper):
    return actions.open_floor(talk, by=keeper, topic="What carried you", share_minutes=3)


def say(talk, member, words="Hello"):
    return actions.post(talk, by=member, body=words, client_id=uuid.uuid4())


def place(talk, member):
    return Participant.objects.get(conversation=talk, member=member).pk


def may_not(talk, member):
    with pytest.raises(Refused) as refused:
        say(talk, member)
    return refused.value.code


def over(floor, by=timedelta(seconds=1)):
    """The share's time is up."""
    Floor.objects.filter(pk=floor.pk).update(speaking_until=timezone.now() - by)


def silent(floor, since=SILENCE + timedelta(seconds=1)):
    Floor.objects.filter(pk=floor.pk).update(host_seen_at=timezone.now() - since)


def test_only_who_looks_after_it_begins_and_ends_a_meeting(talk, keeper, bruno, dara):
    for stranger in (bruno, dara):
        with pytest.raises(PermissionDenied):
            actions.open_floor(talk, by=stranger, topic="", share_minutes=3)
    for minutes in (0, 11):
        with pytest.raises(Refused, match="minutes"):
            actions.open_floor(talk, by=keeper, topic="", share_minutes=minutes)
    actions.open_floor(talk, by=keeper, topic="  One   thing ", share_minutes=10)
    assert floor_now(talk.pk).topic == "One thing"
    with pytest.raises(Refused):
        actions.open_floor(talk, by=keeper, topic="", share_minutes=3)
    for stranger in (bruno, dara):
        with pytest.raises(PermissionDenied):
            actions.close_floor(talk, by=stranger)
    assert actions.close_floor(talk, by=keeper) is True
    assert actions.close_floor(talk, by=keeper) is False
    assert list(Entry.objects.filter(act__endswith="_floor").order_by("id").values_list("act", "by")) == [
        ("open_floor", keeper.pk),
        ("close_floor", keeper.pk),
    ]


def test_everybody_but_the_host_and_whose_turn_it_is_listens(talk, floor, keeper, bruno, eli):
    say(talk, keeper, "Welcome.")
    assert {may_not(talk, bruno), may_not(talk, eli)} == {"floor"}
    actions.raise_hand(talk, by=bruno)
    assert may_not(talk, bruno) == "floor"
    assert actions.call_next(talk, by=keeper, instead_of=None) is True
    say(talk, bruno, "It was a long week.")
    assert may_not(talk, eli) == "floor"
    assert actions.pass_floor(talk, by=bruno) is True
    assert actions.pass_floor(talk, by=bruno) is False
    assert may_not(talk, bruno) == "floor"
    actions.close_floor(talk, by=keeper)
    for member in (keeper, bruno, eli):
        say(talk, member, "Thank you.")


def test_a_hand_goes_up_once_and_down_again(talk, floor, keeper, bruno, eli, dara):
    assert [actions.raise_hand(talk, by=bruno) for _ in range(2)] == [True, False]
    assert actions.raise_hand(talk, by=keeper) is False  # who hosts may speak anyway
    assert [person.name for person in floor_now(talk.pk).queue] == ["Bruno"]
    assert [actions.lower_hand(talk, by=bruno) for _ in range(2)] == [True, False]
    assert floor_now(talk.pk).queue == ()
    with pytest.raises(PermissionDenied):
        actions.raise_hand(talk, by=dara)
    actions.quiet_participant(talk, eli, until=timezone.now() + timedelta(hours=1))
    with pytest.raises(Refused) as refused:
        actions.raise_hand(talk, by=eli)
    assert refused.value.code == "quieted"


def test_only_the_host_calls_and_only_instead_of_whom_they_saw(talk, floor, keeper, bruno, eli):
    actions.raise_hand(talk, by=bruno)
    actions.raise_hand(talk, by=eli)
    with pytest.raises(PermissionDenied):
        actions.call_next(talk, by=bruno, instead_of=None)
    assert actions.call_next(talk, by=keeper, instead_of=None) is True
    assert actions.call_next(talk, by=keeper, instead_of=None) is False  # a second press skips nobody
    assert floor_now(talk.pk).speaker.name == "Bruno"


def test_a_share_that_is_over_ends_with_its_grace(talk, floor, keeper, bruno, eli):
    actions.raise_hand(talk, by=bruno)
    actions.call_next(talk, by=keeper, instead_of=None)
    now = floor_now(talk.pk)
    assert now.until - now.share_ends == GRACE
    assert now.share_ends - now.since == timedelta(minutes=3)
    bruno_id = place(talk, bruno)
    assert actions.end_share(floor.pk, speaker=bruno_id) is False
    Floor.objects.filter(pk=floor.pk).update(speaking_until=timezone.now() + timedelta(seconds=2))
    say(talk, bruno, "A last sentence.")
    over(floor)
    assert may_not(talk, bruno) == "floor"  # also before anybody has rung
    actions.raise_hand(talk, by=eli)
    assert actions.end_share(floor.pk, speaker=bruno_id) is True
    assert floor_now(talk.pk).speaker.name == "Eli"
    over(floor)
    assert actions.keep_floors() == 1
    assert floor_now(talk.pk).speaker is None
    assert actions.keep_floors() == 0


def test_who_is_gone_or_quiet_is_passed_over(talk, floor, keeper, bruno, eli):
    actions.raise_hand(talk, by=bruno)
    actions.raise_hand(talk, by=eli)
    actions.dismiss(talk, bruno)
    actions.call_next(talk, by=keeper, instead_of=None)
    assert floor_now(talk.pk).speaker.name == "Eli"
    actions.dismiss(talk, eli)
    assert actions.keep_floors() == 1
    assert floor_now(talk.pk).speaker is None


def test_the_meeting_is_handed_over_and_taken_back(talk, floor, keeper, bruno, eli):
    with pytest.raises(PermissionDenied):
        actions.hand_over(talk, by=bruno, to=place(talk, bruno))
    with pytest.raises(Refused):
        actions.hand_over(talk, by=keeper, to=0)
    actions.raise_hand(talk, by=bruno)
    assert actions.hand_over(talk, by=keeper, to=place(talk, bruno)) is True
    now = floor_now(talk.pk)
    assert (now.host.name, now.queue) == ("Bruno", ())
    say(talk, bruno, "I will host.")
    assert may_not(talk, keeper) == "floor"
    assert actions.hand_over(talk, by=keeper, to=place(talk, keeper)) is True
    assert may_not(talk, bruno) == "floor"
    assert Entry.objects.filter(act="hand_over_floor", by=keeper).count() == 2


def test_without_its_host_a_meeting_finds_another_keeper_once(talk, floor, keeper, bruno, eli):
    here = [place(talk, bruno), place(talk, eli)]
    assert actions.look_for_host(floor.pk, here=here) is False
    silent(floor)
    assert actions.look_for_host(floor.pk, here=here) is False  # no keeper is here
    ScopeModerator.objects.create(scope=talk.scope, member=eli, name="Eli", queue_url="/queue/")
    assert [actions.look_for_host(floor.pk, here=here) for _ in range(2)] == [True, False]
    assert floor_now(talk.pk).host.name == "Eli"
    assert Entry.objects.get(act="hand_over_floor").by is None


def test_without_a_host_hands_are_called_and_a_forgotten_meeting_ends(talk, floor, keeper, bruno):
    actions.raise_hand(talk, by=bruno)
    silent(floor)
    assert actions.keep_floors() == 1
    assert floor_now(talk.pk).speaker.name == "Bruno"
    silent(floor, FORGOTTEN + timedelta(seconds=1))
    assert actions.keep_floors() == 1
    assert floor_now(talk.pk) is None
    say(talk, bruno, "I am still here.")


def test_a_reader_does_not_meet_whom_they_block(talk, floor, keeper, bruno, eli):
    actions.raise_hand(talk, by=bruno)
    actions.raise_hand(talk, by=eli)
    told = floor_now(talk.pk).spared(frozenset({bruno.pk})).frame()
    assert [person["name"] for person in told["queue"]] == ["Eli"]
    actions.call_next(talk, by=keeper, instead_of=None)
    told = floor_now(talk.pk).spared(frozenset({bruno.pk})).frame()
    assert told["speaker"]["name"] == ""
    assert told["until"]


@pytest.mark.django_db(transaction=True)
def test_hands_that_go_up_at_once_stand_in_one_order(talk, floor, keeper, bruno, eli):
    raised = at_once(*[lambda who=who: actions.raise_hand(talk, by=who) for who in (bruno, eli, bruno, eli)])
    assert sorted(raised) == [False, False, True, True]
    first, second = floor_now(talk.pk).queue
    assert {first.name, second.name} == {"Bruno", "Eli"}
    pressed = at_once(*[lambda: actions.call_next(talk, by=keeper, instead_of=None)] * 3)
    assert sorted(pressed) == [False, False, True]
    assert floor_now(talk.pk).speaker == first


@pytest.mark.django_db(transaction=True)
def test_two_processes_and_the_beat_end_a_share_once(talk, floor, keeper, bruno, eli):
    actions.raise_hand(talk, by=bruno)
    actions.raise_hand(talk, by=eli)
    actions.call_next(talk, by=keeper, instead_of=None)
    over(floor)
    ring = [lambda: actions.end_share(floor.pk, speaker=place(talk, bruno))] * 3
    rung = at_once(*ring, actions.keep_floors)
    assert sum(map(int, rung)) == 1
    assert floor_now(talk.pk).speaker.name == "Eli"


@pytest.mark.django_db(transaction=True)
def test_nobody_is_heard_after_their_share(talk, floor, keeper, bruno, eli):
    """Many words of the one and the end of the share at the same moment: none is stored after the next one's turn."""
    actions.raise_hand(talk, by=bruno)
    actions.raise_hand(talk, by=eli)
    actions.call_next(talk, by=keeper, instead_of=None)

    def pour():
        stored = 0
        for number in range(40):
            try:
                say(talk, bruno, f"and {number}")
                stored += 1
            except Refused:
                pass
        return stored

    def change():
        say(talk, keeper, "One moment.")
        assert actions.pass_floor(talk, by=bruno)
        return say(talk, eli, "My turn.")

    poured, mine = at_once(pour, change)
    said = Message.objects.filter(conversation=talk)
    assert said.filter(author__member=bruno).count() == poured
    assert not said.filter(author__member=bruno, seq__gt=mine.seq).exists()
