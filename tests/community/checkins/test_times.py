"""The next time of a reminder, through clock changes and zone changes."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.checkins.times import days_in_words, next_time, part_of_day

DAILY = range(1, 8)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("zone", "clock", "after", "expected", "day"),
    [
        # an ordinary evening, before and after
        ("Europe/Madrid", time(20), "2026-05-02T12:00:00Z", "2026-05-02T18:00:00Z", date(2026, 5, 2)),
        ("Europe/Madrid", time(20), "2026-05-02T18:00:00Z", "2026-05-03T18:00:00Z", date(2026, 5, 3)),
        # clocks go forward at 02:00 on 8 March 2026: 02:30 comes as long after the gap as it lies in it
        ("America/New_York", time(2, 30), "2026-03-07T08:00:00Z", "2026-03-08T07:30:00Z", date(2026, 3, 8)),
        ("America/New_York", time(2, 30), "2026-03-08T07:30:00Z", "2026-03-09T06:30:00Z", date(2026, 3, 9)),
        # clocks go back at 02:00 on 1 November 2026: 01:30 comes twice, the first counts, the second is no new time
        ("America/New_York", time(1, 30), "2026-10-31T06:00:00Z", "2026-11-01T05:30:00Z", date(2026, 11, 1)),
        ("America/New_York", time(1, 30), "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z", date(2026, 11, 2)),
        ("America/New_York", time(1, 30), "2026-11-01T05:45:00Z", "2026-11-02T06:30:00Z", date(2026, 11, 2)),
        # an evening after the change keeps its hour on the wall
        ("Europe/Berlin", time(20), "2026-03-28T19:00:00Z", "2026-03-29T18:00:00Z", date(2026, 3, 29)),
        ("Europe/Berlin", time(20), "2026-10-24T18:00:00Z", "2026-10-25T19:00:00Z", date(2026, 10, 25)),
        # half an hour's change, and one at midnight
        ("Australia/Lord_Howe", time(2, 10), "2026-10-03T00:00:00Z", "2026-10-03T15:40:00Z", date(2026, 10, 4)),
        ("Asia/Beirut", time(0, 15), "2026-03-28T12:00:00Z", "2026-03-28T22:15:00Z", date(2026, 3, 29)),
        # the far ends of the day
        ("Pacific/Kiritimati", time(8), "2026-05-02T17:59:00Z", "2026-05-02T18:00:00Z", date(2026, 5, 3)),
        ("Nowhere/Atall", time(8), "2026-05-02T07:00:00Z", "2026-05-02T08:00:00Z", date(2026, 5, 2)),
    ],
)
def test_next_time(zone, clock, after, expected, day):
    assert next_time(clock, DAILY, zone, after=at(after)) == (at(expected), day)


def test_only_on_the_days_chosen():
    moment, day = next_time(time(9), [1], "UTC", after=at("2026-05-04T10:00:00Z"))
    assert (moment, day.isoweekday()) == (at("2026-05-11T09:00:00Z"), 1)


def test_a_day_that_has_had_its_turn_is_passed_by():
    """Asked at 08:00 in Auckland, then moved to where that day is still to come."""
    _moment, day = next_time(
        time(8), DAILY, "America/Los_Angeles", after=at("2026-05-02T21:00:00Z"), past=date(2026, 5, 3)
    )
    assert day == date(2026, 5, 4)


ZONES = ["UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Asuncion"]


@settings(max_examples=300, deadline=None)
@given(
    clock=st.times().map(lambda one: one.replace(microsecond=0)),
    zone=st.sampled_from(ZONES),
    start=st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2027, 12, 1)),
)
def test_every_day_has_one_time_and_only_one(clock, zone, start):
    after = start.replace(tzinfo=ZoneInfo("UTC"))
    days, moments = [], []
    for _turn in range(8):
        moment, day = next_time(clock, DAILY, zone, after=after)
        assert moment > after
        days.append(day)
        moments.append(moment)
        after = moment
    assert days == [days[0] + timedelta(days=step) for step in range(8)]
    assert moments == sorted(set(moments))


def test_days_in_words():
    assert days_in_words([1, 2, 3, 4, 5, 6, 7]) == "every day"
    assert days_in_words([5, 4, 3, 2, 1]) == "Monday to Friday"
    assert days_in_words([6, 7]) == "weekends"
    assert days_in_words([3, 1]) == "Mon, Wed"


@pytest.mark.parametrize(
    ("hour", "words"),
    [(3, "Sunday, in the night"), (8, "Sunday morning"), (14, "Sunday afternoon"), (21, "Sunday evening")],
)
def test_part_of_day(hour, words):
    assert part_of_day(datetime(2026, 11, 22, hour)) == words
