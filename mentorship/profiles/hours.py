"""The hours someone is around, as bits of the day in UTC, so that two time zones can be compared."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from community.kit.clock import zone
from mentorship.profiles.vocabulary import AROUND

#: The hours of each part of the day, on the person's own clock.
PARTS = {
    "mornings": range(6, 12),
    "afternoons": range(12, 18),
    "evenings": range(18, 23),
    "nights": (23, 0, 1, 2, 3, 4, 5),
}
#: What "weekends" means on a Saturday and a Sunday.
WEEKEND = range(8, 22)


def offset(zone_name: str) -> int:
    """Return the whole hours by which that zone is ahead of UTC on 1 January.

    One day of the year for all, so that answers given in summer and in winter compare; half hours are
    rounded, which is fine for "around in the evening".
    """
    january = datetime(timezone.now().year, 1, 1, 12, tzinfo=ZoneInfo("UTC")).astimezone(zone(zone_name))
    ahead = january.utcoffset()
    return round(ahead.total_seconds() / 3600) if ahead else 0


def masks(around: int, zone_name: str) -> tuple[int, int]:
    """Return the hours of a weekday and those of a weekend day, 24 bits each, hour 0 of UTC lowest."""
    chosen = AROUND.codes(around)
    week = {hour for part in chosen if part in PARTS for hour in PARTS[part]}
    weekend = week | set(WEEKEND) if "weekends" in chosen else week
    ahead = offset(zone_name)
    return _bits(week, ahead), _bits(weekend, ahead)


def _bits(hours: set[int], ahead: int) -> int:
    return sum(1 << (hour - ahead) % 24 for hour in hours)
