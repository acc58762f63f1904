"""A time to talk: proposed, agreed by the other, by both clocks, in a room nobody guesses."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.kit.gate import Refused
from community.members.models import Block, Member
from community.notifications.models import Notification
from mentorship.pairs.actions import end, let_rest
from mentorship.pairs.models import Pair
from mentorship.walking.actions import agree_to_call, call_off, propose_call, remind_of_calls
from mentorship.walking.clocks import both_clocks
from mentorship.walking.models import Call
from tests.mentorship.pairs.test_answering import at_once

ROOMS = "https://rooms.house.example/"


@pytest.fixture(autouse=True)
def rooms(settings: Any) -> None:
    settings.CALL_ROOMS = ROOMS


def url(name: str, *args: Any) -> str:
    return reverse(f"mentorship:{name}", args=args)


def propose(pair: Pair, by: Member, *, hours: float = 24, kind: str = "voice") -> Call:
    soon = timezone.now() + timedelta(hours=hours)
    return propose_call(pair, by=by, kind=kind, minutes=30, times=[soon, soon + timedelta(days=1)])


def agreed(pair: Pair, gil: Member, bruno: Member, **more: Any) -> Call:
    return agree_to_call(propose(pair, bruno, **more).times.earliest("starts_at"), by=gil)


def test_from_proposed_to_the_room(client: Client, talking: Pair, gil: Member, bruno: Member) -> None:
    client.force_login(bruno)
    tomorrow = timezone.now() + timedelta(days=1)
    said = {"kind": "video", "minutes": "30", "day_1": f"{tomorrow:%Y-%m-%d}", "at_1": "20:00"}
    assert client.post(url("calls", talking.pk), said).status_code == 302
    call = Call.objects.get()
    client.force_login(gil)
    page = client.get(url("calls", talking.pk)).content.decode()
    assert "Bruno proposes" in page
    client.post(url("call_agree", talking.pk, call.times.get().pk))
    call.refresh_from_db()
    assert call.starts_at is not None
    told = Notification.objects.get(member=bruno, kind="pair_call")
    assert told.text == "Gil agrees to a time to talk."
    early = client.get(url("call_room", talking.pk, call.pk))
    assert early["Location"] == url("calls", talking.pk)
    Call.objects.update(starts_at=timezone.now() + timedelta(minutes=5))
    page = client.get(url("calls", talking.pk)).content.decode()
    assert "Come in" in page
    assert call.room not in page
    inside = client.get(url("call_room", talking.pk, call.pk))
    assert inside["Location"] == f"{ROOMS}{call.room}"
    assert len(call.room) >= 24


def test_what_is_not_whole_is_said_at_the_field(client: Client, talking: Pair, gil: Member) -> None:
    client.force_login(gil)
    answer = client.post(
        url("calls", talking.pk),
        {"kind": "voice", "minutes": "30", "day_1": "2031-01-01", "at_1": "20:00", "at_2": "10:00"},
    )
    assert answer.status_code == 422
    assert "On which day?" in answer.content.decode()
    passed = {"kind": "voice", "minutes": "30", "day_1": "2020-01-01", "at_1": "20:00"}
    assert "has passed" in client.post(url("calls", talking.pk), passed).content.decode()
    Member.objects.filter(pk=gil.pk).update(time_zone="America/New_York")
    never = passed | {"day_1": "9999-12-31"}
    assert "Up to two months ahead" in client.post(url("calls", talking.pk), never).content.decode()


def test_in_writing_where_the_house_has_no_rooms(client: Client, talking: Pair, gil: Member, settings: Any) -> None:
    settings.CALL_ROOMS = ""
    with pytest.raises(Refused):
        propose(talking, gil, kind="voice")
    propose(talking, gil, kind="written")
    client.force_login(gil)
    page = client.get(url("calls", talking.pk)).content.decode()
    assert "by voice" not in page
    assert "no rooms for calls yet" in page


def test_both_clocks() -> None:
    moment = datetime(2031, 1, 10, 23, 30, tzinfo=UTC)
    both = both_clocks(moment, "Europe/Lisbon", "Europe/Madrid")
    assert (both.mine, both.theirs) == ("Friday, 10 January, 23:30", "Saturday, 11 January, 00:30")
    assert both_clocks(moment, "America/New_York", "America/Chicago").theirs == "17:30"
    assert both_clocks(moment, "Europe/Lisbon", "Europe/London").theirs == ""


def test_the_newest_proposal_holds_and_only_the_other_agrees(talking: Pair, gil: Member, bruno: Member) -> None:
    first, second = propose(talking, bruno), propose(talking, bruno, hours=48)
    with pytest.raises(Refused):
        agree_to_call(first.times.earliest("pk"), by=gil)
    with pytest.raises(PermissionDenied):
        agree_to_call(second.times.earliest("pk"), by=bruno)
    time = second.times.earliest("pk")
    agree_to_call(time, by=gil)
    agree_to_call(time, by=gil)
    with pytest.raises(Refused):
        agree_to_call(second.times.latest("pk"), by=gil)
    call_off(second, by=bruno)
    call_off(second, by=bruno)
    assert not Call.objects.ahead().exists()


@pytest.mark.parametrize("how", ["stranger", "ended", "blocked", "rests"])
def test_only_the_two_while_they_walk(
    client: Client, talking: Pair, gil: Member, bruno: Member, dara: Member, how: str
) -> None:
    call = agreed(talking, gil, bruno, hours=0.1)
    if how == "ended":
        end(talking, by=bruno)
    elif how == "blocked":
        Block.objects.create(blocker=bruno, blocked=gil, known_as="Gil")
    elif how == "rests":
        let_rest(talking, by=bruno, days=3)
    by = dara if how == "stranger" else gil
    for deed in (lambda: propose(talking, by), lambda: call_off(call, by=by)):
        with pytest.raises(PermissionDenied if how == "stranger" else Refused):
            deed()
    client.force_login(by)
    answer = client.get(url("call_room", talking.pk, call.pk))
    assert ROOMS not in answer.get("Location", "")
    assert answer.status_code == (404 if how == "stranger" else 302)
    assert remind_of_calls() == (1 if how == "stranger" else 0)


def test_told_shortly_before_and_once(client: Client, talking: Pair, gil: Member, bruno: Member) -> None:
    call = agreed(talking, gil, bruno)
    assert remind_of_calls() == 0
    near = call.starts_at - timedelta(minutes=10)  # type: ignore[operator]
    assert remind_of_calls(near) == 1
    assert remind_of_calls(near) == 0
    assert Notification.objects.filter(kind="pair_call_soon").count() == 2
    client.force_login(gil)
    client.get(url("calls", talking.pk))
    assert Notification.objects.filter(kind="pair_call_soon", read_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_remind_once(talking: Pair, gil: Member, bruno: Member) -> None:
    near = agreed(talking, gil, bruno).starts_at
    assert sorted(at_once(lambda: remind_of_calls(near), lambda: remind_of_calls(near))) == [0, 1]
