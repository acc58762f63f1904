"""When a thread of the day opens, by the group's clock; and what part of the day it is by the member's own. Pure."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from community.kit.clock import moment_of, zone

DAY = timedelta(days=1)


class Part(StrEnum):
    """What part of the day it is for someone."""

    MORNING = "morning"
    MIDDAY = "midday"
    EVENING = "evening"


def next_opening(opens_at: time, zone_name: str, *, after: datetime) -> datetime:
    """The first instant later than ``after`` at which clocks in the zone show that time."""
    day = after.astimezone(zone(zone_name)).date() - DAY
    while (moment := moment_of(day, opens_at, zone_name)) <= after:
        day += DAY
    return moment


def open_day(opens_at: time, zone_name: str, *, at: datetime) -> date | None:
    """The day whose thread is to be open at that instant; None before the hour of opening, in the small hours."""
    today = at.astimezone(zone(zone_name)).date()
    return today if moment_of(today, opens_at, zone_name) <= at else None


def part_of_day(local: datetime) -> Part:
    """Morning from four to noon, evening from five in the afternoon to four at night."""
    if 4 <= local.hour < 12:
        return Part.MORNING
    return Part.MIDDAY if 12 <= local.hour < 17 else Part.EVENING
