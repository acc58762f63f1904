"""Hours of the day by the clock on a wall: from six to ten, from ten at night to six in the morning.

One rule for all of them, the one the storing statement follows too: at any instant the clock on the wall of the zone
shows a time, and that lies within or not. Where clocks are changed, the hour that comes twice counts twice, and the one
that is skipped not at all.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.kit.clock import zone

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def within(now: time, starts: time, ends: time) -> bool:
    """Tell whether the hours from ``starts`` up to ``ends`` hold at ``now``.

    They go over midnight where the end is not after the start; the same twice is the whole day.
    """
    return starts <= now < ends if starts < ends else now >= starts or now < ends


def moments(times: Iterable[time], zone_name: str, *, after: datetime, until: datetime) -> list[datetime]:
    """Return the instants, rising, later than ``after`` and not past ``until``, at which such hours may begin or end.

    Those are the instants at which clocks in the zone show one of ``times``, and those at which they are changed.
    """
    here, times = zone(zone_name), set(times)
    found = _changes(here, after - DAY, until + DAY)
    day, last = after.astimezone(here).date() - DAY, until.astimezone(here).date() + DAY
    while day <= last:
        for at in times:
            first = datetime.combine(day, at, tzinfo=here)
            found += [first.astimezone(UTC), first.replace(fold=1).astimezone(UTC)]
        day += DAY
    return sorted({moment for moment in found if after < moment <= until})


def _changes(here: ZoneInfo, after: datetime, until: datetime) -> list[datetime]:
    """The instants at which clocks are changed, to the second: at most one a day."""
    found, start = [], after.astimezone(UTC).replace(microsecond=0)
    while start < until:
        low, high = start, start + DAY
        before = low.astimezone(here).utcoffset()
        if high.astimezone(here).utcoffset() != before:
            while high - low > SECOND:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if middle.astimezone(here).utcoffset() == before else (low, middle)
            found.append(high)
        start += DAY
    return found
