"""Times on the wall become instants, in zones that change their clocks on both halves of the earth."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.meetings.repeating import (
    LAST,
    How,
    Repeats,
    ended_before,
    first_day_of,
    rule_of,
    said_of,
    starts,
    times_before,
    with_rest,
)

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "America/St_Johns", "UTC")
A_DAY = timedelta(days=1)


@st.composite
def said(draw):
    """Anything the form can say."""
    how = draw(st.sampled_from([How.DAILY, How.WEEKLY, How.MONTHLY, How.MONTHLY_WEEKDAY, How.YEARLY]))
    days = ()
    if how == How.WEEKLY:
        days = tuple(sorted(draw(st.sets(st.integers(0, 6), max_size=7))))
    if how == How.MONTHLY_WEEKDAY:
        days = (draw(st.integers(0, 6)),)
    end = draw(st.sampled_from(["never", "until", "times"]))
    return Repeats(
        how=how,
        every=draw(st.integers(1, 5)),
        days=days,
        nth=draw(st.sampled_from([1, 2, 3, 4, LAST])) if how == How.MONTHLY_WEEKDAY else 1,
        until=draw(st.dates(date(2027, 1, 1), date(2028, 12, 31))) if end == "until" else None,
        times=draw(st.integers(1, 60)) if end == "times" else None,
    )


def walls(moments, zone):
    return [moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for moment in moments]


@settings(max_examples=120, deadline=None)
@given(said=said(), day=st.dates(date(2026, 1, 1), date(2026, 12, 31)), at=st.times(), zone=st.sampled_from(ZONES))
def test_the_wall_shows_what_was_said(said, day, at, zone):
    """Every instant shows the time that was said, but in an hour that is skipped; days rise; the rest is the rule's."""
    at = at.replace(second=0, microsecond=0, fold=0)  # a form knows no second of the hour that comes twice
    first = first_day_of(said, day, zone)
    if first is None:
        return
    rule = rule_of(said, first, zone)
    begins = datetime.combine(first, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    found = starts(rule, first, at, zone, after=begins, until=begins + 800 * A_DAY)
    assert found[0] == begins
    assert found == sorted(set(found))
    for moment, wall in zip(found, walls(found, zone), strict=True):
        on_the_wall = datetime.combine(wall.date(), at, tzinfo=ZoneInfo(zone))
        exists = on_the_wall.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == on_the_wall.replace(
            tzinfo=None
        )
        assert wall.time() == at or not exists, (zone, wall)
        assert moment == on_the_wall.astimezone(UTC) or wall.time() != at
        if said.until:
            assert wall.date() <= said.until
    if said.times:
        assert len(found) <= said.times


@settings(max_examples=60, deadline=None)
@given(said=said(), day=st.dates(date(2026, 1, 1), date(2026, 12, 31)), zone=st.sampled_from(ZONES))
def test_what_was_said_is_read_back(said, day, zone):
    first = first_day_of(said, day, zone)
    if first is None:
        return
    back = said_of(rule_of(said, first, zone), zone)
    assert rule_of(back, first, zone) == rule_of(said, first, zone)
    assert (back.how, back.every, back.until, back.times) == (said.how, said.every, said.until, said.times)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Berlin", date(2026, 3, 24)),
        ("Europe/Berlin", date(2026, 10, 20)),
        ("America/New_York", date(2026, 3, 3)),
        ("America/New_York", date(2026, 10, 27)),
        ("Australia/Sydney", date(2026, 3, 31)),
        ("Australia/Sydney", date(2026, 9, 29)),
        ("Australia/Lord_Howe", date(2026, 3, 31)),
        ("Australia/Lord_Howe", date(2026, 9, 29)),
    ],
)
def test_seven_stays_seven_when_clocks_are_changed(zone, day):
    rule = rule_of(Repeats(how=How.WEEKLY), day, zone)
    begins = datetime.combine(day, time(19), tzinfo=ZoneInfo(zone))
    found = starts(rule, day, time(19), zone, after=begins, until=begins + 22 * A_DAY)
    assert [wall.time() for wall in walls(found, zone)] == [time(19)] * 4
    gaps = {later - earlier for earlier, later in pairwise(found)}
    assert len(gaps) == 2, "one of these weeks is an hour, or half of one, longer or shorter"


def test_the_skipped_hour_is_an_hour_later_and_the_doubled_one_is_its_first():
    """RFC 5545 3.3.5: by the offset before the gap; of the two, the first."""
    rule = rule_of(Repeats(how=How.DAILY), date(2026, 3, 28), "Europe/Berlin")
    begins = datetime(2026, 3, 28, tzinfo=UTC)
    spring = starts(rule, date(2026, 3, 28), time(2, 30), "Europe/Berlin", after=begins, until=begins + 3 * A_DAY)
    assert [wall.time() for wall in walls(spring, "Europe/Berlin")] == [time(2, 30), time(3, 30), time(2, 30)]
    begins = datetime(2026, 10, 24, tzinfo=UTC)
    autumn = starts(rule, date(2026, 3, 28), time(2, 30), "Europe/Berlin", after=begins, until=begins + 3 * A_DAY)
    assert [moment.hour for moment in autumn] == [0, 0, 1]


@pytest.mark.parametrize(
    ("said", "first", "rule"),
    [
        (Repeats(), date(2026, 11, 24), ""),
        (Repeats(how=How.WEEKLY), date(2026, 11, 24), "FREQ=WEEKLY;BYDAY=TU"),
        (Repeats(how=How.WEEKLY, every=2, days=(4, 1)), date(2026, 11, 24), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR"),
        (Repeats(how=How.MONTHLY_WEEKDAY, nth=LAST, days=(4,)), date(2026, 11, 27), "FREQ=MONTHLY;BYDAY=-1FR"),
        (Repeats(how=How.MONTHLY_WEEKDAY, nth=2, days=(1,)), date(2026, 12, 8), "FREQ=MONTHLY;BYDAY=2TU"),
        (Repeats(how=How.MONTHLY, times=3), date(2026, 11, 15), "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3"),
        (
            Repeats(how=How.DAILY, until=date(2026, 12, 24)),
            date(2026, 11, 24),
            "FREQ=DAILY;UNTIL=20261224T225959Z",
        ),
    ],
)
def test_rules(said, first, rule):
    assert rule_of(said, first, "Europe/Berlin") == rule


def test_a_series_begins_on_a_day_of_its_own():
    """A Tuesday's series that is said to begin on a Friday begins on the Tuesday after."""
    assert first_day_of(Repeats(how=How.WEEKLY, days=(1,)), date(2026, 11, 27), "UTC") == date(2026, 12, 1)
    assert first_day_of(Repeats(how=How.WEEKLY, until=date(2026, 11, 1)), date(2026, 11, 27), "UTC") is None


def test_what_is_ended_goes_no_further_and_a_count_is_used_up():
    rule = rule_of(Repeats(how=How.WEEKLY, times=6), date(2026, 11, 3), "Europe/Berlin")
    day, at, zone = date(2026, 11, 3), time(19), "Europe/Berlin"
    third = datetime(2026, 11, 17, 18, tzinfo=UTC)
    far = third + 365 * A_DAY
    assert times_before(rule, day, at, zone, third) == 2
    assert with_rest(Repeats(how=How.WEEKLY, times=6), 2).times == 4
    assert len(starts(ended_before(rule, third), day, at, zone, after=third - 365 * A_DAY, until=far)) == 2
