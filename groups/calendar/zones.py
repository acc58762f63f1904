"""A zone of the world as a VTIMEZONE (RFC 5545, 3.6.5), from the same tables that all times here are reckoned with."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from community.kit.clock import zone
from community.kit.clock_hours import moments

#: How many years of clock changes are told, from the first year asked for.
YEARS = 8


@lru_cache(maxsize=256)
def zone_text(zone_name: str, year: int) -> Timezone:
    """Every clock change from that year on, each by its own date: governments keep to no rule."""
    here = zone(zone_name)
    begins = datetime(year, 1, 1, tzinfo=UTC)
    told = Timezone()
    told.add("tzid", zone_name)
    parts: dict[tuple[bool, timedelta, timedelta, str], list[datetime]] = {}
    first = begins.astimezone(here)
    offset = first.utcoffset() or timedelta(0)
    parts[bool(first.dst()), offset, offset, first.tzname() or ""] = [first]
    for moment in moments((), zone_name, after=begins, until=datetime(year + YEARS, 1, 1, tzinfo=UTC)):
        before, now = (moment - timedelta(seconds=1)).astimezone(here), moment.astimezone(here)
        came, goes = before.utcoffset() or timedelta(0), now.utcoffset() or timedelta(0)
        parts.setdefault((bool(now.dst()), came, goes, now.tzname() or ""), []).append(moment + came)
    for (summer, came, goes, name), onsets in parts.items():
        told.add_component(_part(TimezoneDaylight() if summer else TimezoneStandard(), came, goes, name, onsets))
    return told


def _part(
    part: TimezoneStandard | TimezoneDaylight, came: timedelta, goes: timedelta, name: str, onsets: list[datetime]
) -> TimezoneStandard | TimezoneDaylight:
    """Onsets are what the clock shows, by the offset that ends, as the instant comes."""
    walls = [onset.replace(tzinfo=None) for onset in onsets]
    part.add("dtstart", walls[0])
    part.add("tzname", name)
    part.add("tzoffsetfrom", came)
    part.add("tzoffsetto", goes)
    if walls[1:]:
        part.add("rdate", walls[1:])
    return part
