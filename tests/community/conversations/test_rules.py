"""By which rules people speak: the hours of a room, and its pace."""

import threading
import uuid
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.conversations import actions
from community.conversations.hours import hours_of
from community.conversations.models import Message
from community.conversations.queries import hindrance
from community.conversations.storing import Draft
from community.kit.gate import Refused
from community.safety.models import ScopeModerator
from tests.community.conversations.talking import Page

ZONES = ("UTC", "America/New_York", "Europe/Madrid", "Australia/Sydney", "Australia/Lord_Howe", "America/Santiago")
MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
#: The days around the changes of the clock on both sides of the equator, and some ordinary ones.
DAYS = ((3, 8), (3, 29), (4, 4), (9, 5), (10, 3), (10, 24), (11, 1), (6, 1))
CHANGES = [datetime(2026, month, day, tzinfo=UTC) for month, day in DAYS]


def rules(talk, *, slow=0, opens=None, rests=None, zone="UTC"):
    return actions.set_rules(talk, slow_seconds=slow, opens_at=opens, rests_at=rests, zone=zone)


def draft(talk, member, words="Hello"):
    return Draft(talk.pk, member.pk, uuid.uuid4(), words, f"<p>{words}</p>")


def say(talk, member, words="Hello"):
    return actions.post(talk, by=member, body=words, client_id=uuid.uuid4())


def code_of(talk, member):
    with pytest.raises(Refused) as refused:
        say(talk, member)
    return refused.value.code


@pytest.fixture
def keeper(talk, bruno):
    ScopeModerator.objects.create(scope=talk.scope, member=bruno, name="Bruno", queue_url="/")
    return bruno


# Hours


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("opens", "rests", "may"), [(-1, 1, True), (1, 2, False), (-2, -1, False), (1, -1, False), (-1, -2, True)]
)
def test_hours_are_those_of_the_rooms_clock_also_over_midnight(talk, alba, keeper, zone, opens, rests, may):
    here = timezone.now().astimezone(ZoneInfo(zone))

    def clock(hours):
        return (here + timedelta(hours=hours)).time().replace(microsecond=0)

    rules(talk, opens=clock(opens), rests=clock(rests), zone=zone)
    assert hours_of(talk, timezone.now()).open is may
    assert hindrance(talk.pk, alba.pk) == ("" if may else "resting")
    if may:
        assert say(talk, alba)
    else:
        assert code_of(talk, alba) == "resting"
    assert say(talk, keeper)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(ZONES), st.sampled_from(CHANGES), st.integers(-1440, 2880), MINUTES, MINUTES)
def test_pages_and_the_storing_statement_read_the_same_clock(talk, alba, zone, day, minutes, opens, rests):
    """At any minute around a change of the clock, and at the very moment the page names."""
    if opens == rests:
        return
    rules(talk, opens=opens, rests=rests, zone=zone)
    at = day + timedelta(minutes=minutes)
    hours = hours_of(talk, at)
    assert hindrance(talk.pk, alba.pk, at) == ("" if hours.open else "resting")
    just_before = hours.changes_at - timedelta(seconds=1)
    assert hindrance(talk.pk, alba.pk, just_before) == ("" if hours.open else "resting")
    assert hindrance(talk.pk, alba.pk, hours.changes_at) == ("resting" if hours.open else "")


def test_rules_that_cannot_be_are_refused_and_nothing_changes(talk, alba):
    for given_rules, field in (
        ({"slow": -1}, "slow_seconds"),
        ({"slow": 99_999}, "slow_seconds"),
        ({"opens": time(8)}, "rests_at"),
        ({"rests": time(8)}, "opens_at"),
        ({"opens": time(8), "rests": time(8)}, "rests_at"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"zone": "localtime"}, "zone"),
    ):
        with pytest.raises(Refused) as refused:
            rules(talk, **given_rules)
        assert refused.value.field == field
    talk.refresh_from_db()
    assert (talk.slow_seconds, talk.opens_at, talk.zone) == (0, None, "UTC")
    assert not rules(talk)


# Pace


def test_in_a_slow_room_each_writes_once_in_a_while_and_keepers_as_they_like(talk, alba, eli, keeper):
    rules(talk, slow=30)
    first = say(talk, alba)
    assert code_of(talk, alba) == "slow"
    assert hindrance(talk.pk, alba.pk, first.sent_at + timedelta(seconds=29)) == "slow"
    assert hindrance(talk.pk, alba.pk, first.sent_at + timedelta(seconds=30)) == ""
    assert say(talk, eli)
    assert say(talk, keeper)
    assert say(talk, keeper)
    Message.objects.filter(pk=first.pk).update(sent_at=timezone.now() - timedelta(seconds=31))
    assert say(talk, alba)


def test_of_one_batch_a_slow_room_takes_one_of_each_and_all_of_its_keepers(talk, alba, eli, keeper):
    rules(talk, slow=30)
    drafts = [draft(talk, who) for who in (alba, keeper, alba, eli, keeper, alba)]
    stored = actions.post_many([*drafts, drafts[0]])
    assert [one is not None for one in stored] == [True, True, False, True, True, False, True]
    assert [one.seq for one in stored if one] == [1, 2, 3, 4, 1]
    assert stored[-1].again


@pytest.mark.django_db(transaction=True)
def test_a_slow_room_takes_one_also_where_two_connections_bring_some_at_once(talk, alba, eli, keeper):
    rules(talk, slow=30)
    barrier, stored = threading.Barrier(4), []

    def bring():
        try:
            barrier.wait()
            stored.extend(actions.post_many([draft(talk, who) for who in (alba, keeper, eli)]))
        finally:
            connection.close()

    threads = [threading.Thread(target=bring) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said = list(Message.objects.order_by("seq").values_list("seq", "author__member"))
    assert [seq for seq, _ in said] == [1, 2, 3, 4, 5, 6]
    counts = {who.pk: [member for _, member in said].count(who.pk) for who in (alba, eli, keeper)}
    assert counts == {alba.pk: 1, eli.pk: 1, keeper.pk: 4}
    assert sum(one is not None for one in stored) == 6


# Live


@pytest.mark.django_db(transaction=True)
async def test_open_pages_hear_of_new_rules_at_once(live_site, talk, open_page):
    page: Page = await open_page(live_site, "alba")
    await page.watch(talk.pk)
    await sync_to_async(rules)(talk, slow=60, opens=time(0), rests=time(0, 1), zone="Europe/Madrid")
    told = await page.hear("rules")
    assert told == {
        "type": "rules",
        "conversation": talk.pk,
        "slow_seconds": 60,
        "opens_at": "00:00",
        "rests_at": "00:01",
        "zone": "Europe/Madrid",
    }
    await sync_to_async(rules)(talk, slow=60)
    assert (await page.post(talk.pk, "One"))["type"] == "posted"
    assert (await page.post(talk.pk, "Two"))["code"] == "slow"
