"""One a day, in the member's own zone; sealed; a past day stays as it was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from community.checkins import queries
from community.checkins.actions import check_in
from community.checkins.models import CheckIn
from community.checkins.times import may_still_change
from community.kit.clock import local_day
from community.kit.gate import Refused


def today_of(member) -> date:
    return local_day(timezone.now(), member.time_zone)


def test_twice_is_once_and_the_later_words_hold(alba):
    check_in(alba, mood=2, craving=8, halt=["tired"], line="Long day", helped="")
    kept = check_in(alba, mood=4, craving=1, halt=[], line="Better now", helped="Tea")
    assert CheckIn.objects.count() == 1
    assert (kept.mood, kept.craving, kept.halt, kept.line, kept.helped) == (4, 1, [], "Better now", "Tea")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Madrid"])
def test_the_day_is_the_members_own(alba, zone):
    alba.time_zone = zone
    assert check_in(alba, mood=3).day == timezone.now().astimezone(__import__("zoneinfo").ZoneInfo(zone)).date()


def test_words_are_sealed_in_the_database(alba):
    check_in(alba, mood=1, line="The call with Dad", helped="The dog")
    with connection.cursor() as cursor:
        cursor.execute("SELECT line, helped FROM community_checkin")
        row = " ".join(cursor.fetchone())
    assert "Dad" not in row
    assert "dog" not in row


@pytest.mark.parametrize(
    ("wrong", "field"), [({"mood": 0}, "mood"), ({"mood": 6}, "mood"), ({"craving": 11}, "craving")]
)
def test_out_of_bounds_is_refused_kindly(alba, wrong, field):
    with pytest.raises(Refused) as refusal:
        check_in(alba, **{"mood": 3, "craving": 0} | wrong)
    assert refusal.value.field == field


def test_a_day_to_come_cannot_be_told(alba):
    with pytest.raises(Refused, match="not come yet"):
        check_in(alba, mood=3, day=today_of(alba) + timedelta(days=1))


def test_a_past_day_is_filled_in_once_and_kept(alba):
    past = today_of(alba) - timedelta(days=3)
    check_in(alba, mood=1, day=past)
    with pytest.raises(Refused, match="stays as it was"):
        check_in(alba, mood=5, day=past)
    assert CheckIn.objects.get(day=past).mood == 1


@pytest.mark.parametrize(
    ("now", "day", "expected"),
    [
        ("2026-05-02T23:59:00+02:00", date(2026, 5, 2), True),
        ("2026-05-03T00:05:00+02:00", date(2026, 5, 2), True),
        ("2026-05-03T03:59:00+02:00", date(2026, 5, 2), True),
        ("2026-05-03T04:00:00+02:00", date(2026, 5, 2), False),
        ("2026-05-03T04:00:00+02:00", date(2026, 5, 3), True),
        ("2026-05-03T00:05:00+02:00", date(2026, 5, 1), False),
        ("2026-05-03T00:05:00+02:00", date(2026, 5, 4), False),
    ],
)
def test_an_evening_may_pass_midnight(now, day, expected):
    assert may_still_change(day, datetime.fromisoformat(now), "Europe/Madrid") is expected


def test_unknown_halt_words_are_left_out_and_the_rest_ordered(alba):
    assert check_in(alba, mood=3, halt=["tired", "bored", "hungry"]).halt == ["hungry", "tired"]


def test_today_and_recent_are_one_query_each(alba, bruno, django_assert_num_queries):
    for back in range(40):
        check_in(alba, mood=3, day=today_of(alba) - timedelta(days=back))
    check_in(bruno, mood=5)
    with django_assert_num_queries(1):
        assert queries.today(alba).check_in.mood == 3
    with django_assert_num_queries(1):
        recent = queries.recent(alba)
    assert len(recent) == 30
    assert {one.member_id for one in recent} == {alba.pk}


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_is_one_day(alba):
    at_once = Barrier(8)

    def tap(mood):
        at_once.wait()
        try:
            return check_in(alba, mood=mood % 5 + 1).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(tap, range(8)))) == 1
    assert CheckIn.objects.count() == 1
