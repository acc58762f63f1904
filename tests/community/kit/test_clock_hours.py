"""Hours by the clock on the wall, through changes of the clock on both sides of the equator."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.kit.clock_hours import moments, within

ZONES = ("UTC", "America/New_York", "Europe/Madrid", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo")
MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
YEAR = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("now", "starts", "ends", "holds"),
    [
        (time(18), time(18), time(22), True),
        (time(22), time(18), time(22), False),
        (time(23, 59), time(22), time(6), True),
        (time(0), time(22), time(6), True),
        (time(6), time(22), time(6), False),
        (time(12), time(7), time(7), True),
    ],
)
def test_hours_hold_from_their_start_up_to_their_end(now, starts, ends, holds):
    assert within(now, starts, ends) is holds


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ZONES), MINUTES, MINUTES, YEAR, st.integers(0, 3 * 86_400))
def test_between_two_moments_nothing_changes(zone, starts, ends, at, seconds):
    """What holds at any instant is what held at the last of the moments before it."""
    until = at + timedelta(days=3)
    later = at + timedelta(seconds=seconds)
    last = max([at, *(moment for moment in moments((starts, ends), zone, after=at, until=until) if moment <= later)])
    here = ZoneInfo(zone)
    assert within(later.astimezone(here).time(), starts, ends) == within(last.astimezone(here).time(), starts, ends)


@pytest.mark.parametrize(
    ("zone", "day", "lasts"),
    [
        ("America/New_York", datetime(2026, 3, 8), timedelta(hours=7)),  # clocks go forward
        ("America/New_York", datetime(2026, 11, 1), timedelta(hours=9)),  # and back
        ("Australia/Sydney", datetime(2026, 10, 4), timedelta(hours=7)),
        ("Australia/Sydney", datetime(2026, 4, 5), timedelta(hours=9)),
        ("Asia/Tokyo", datetime(2026, 4, 5), timedelta(hours=8)),
    ],
)
def test_a_night_is_as_long_as_the_clock_makes_it(zone, day, lasts):
    begins = (day - timedelta(hours=2)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    found = moments((time(22), time(6)), zone, after=begins, until=begins + timedelta(hours=12))
    assert found[-1] - begins == lasts
