"""Who listens when: by the clock of the room's zone, over midnight, through its changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from groups.chat.models import Shift
from groups.chat.rota import listens, watches

MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
SHIFTS = st.lists(
    st.builds(lambda days, starts, ends: Shift(days=sorted(days), starts=starts, ends=ends),
              st.sets(st.integers(0, 6), min_size=1), MINUTES, MINUTES),
    max_size=4,
)  # fmt: skip
ZONES = st.sampled_from(["UTC", "America/New_York", "Europe/Madrid", "Australia/Lord_Howe", "America/Santiago"])
YEAR = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 20)).map(lambda at: at.replace(tzinfo=UTC))


def promised(shift, local):
    """The rule told another way: minute by minute of the day the shift begins on, and of the next."""

    def minute(at):
        return at.hour * 60 + at.minute

    length = (minute(shift.ends) - minute(shift.starts)) % 1440 or 1440
    since = [(local.weekday() - day) % 7 * 1440 + minute(local) - minute(shift.starts) for day in shift.days]
    return any(0 <= one < length for one in since)


@settings(max_examples=80, deadline=None)
@given(SHIFTS, ZONES, YEAR, st.integers(0, 8 * 1440 - 1))
def test_the_watches_say_at_every_instant_who_listens(shifts, zone, at, minutes):
    found = watches(shifts, zone, after=at, until=at + timedelta(days=8))
    assert (found[0].begins, found[-1].ends) == (at, at + timedelta(days=8))
    assert all(one.ends == two.begins and one.shifts != two.shifts for one, two in zip(found, found[1:]))  # noqa: B905, RUF007
    later = at + timedelta(minutes=minutes)
    [now] = [watch for watch in found if watch.begins <= later < watch.ends]
    local = later.astimezone(ZoneInfo(zone))
    assert [shift for shift in shifts if promised(shift, local)] == list(now.shifts)
    assert [shift for shift in shifts if listens(shift, local)] == list(now.shifts)


def test_a_night_over_a_change_of_the_clock_is_one_watch():
    night = Shift(days=[5], starts=time(22), ends=time(6))
    for zone, start, hours in (
        ("America/New_York", datetime(2026, 3, 8, 3), 7),
        ("Europe/Madrid", datetime(2026, 10, 24, 20), 9),
    ):
        found = watches(
            [night], zone, after=start.replace(tzinfo=UTC), until=start.replace(tzinfo=UTC) + timedelta(hours=12)
        )
        assert found[0].ends - found[0].begins == timedelta(hours=hours), zone
        assert [bool(watch.shifts) for watch in found] == [True, False]


def test_without_shifts_nobody_ever_listens():
    at = datetime(2026, 5, 1, tzinfo=UTC)
    [one] = watches([], "UTC", after=at, until=at + timedelta(days=8))
    assert one.shifts == ()
