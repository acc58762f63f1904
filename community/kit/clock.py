"""Time as the person lives it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.dateparse import parse_datetime

UTC = ZoneInfo("UTC")


def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name; UTC where the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def local_day(moment: datetime, zone_name: str) -> date:
    """The calendar day it is for someone in that zone at that moment."""
    return moment.astimezone(zone(zone_name)).date()


def moment_of(day: date, at: time, zone_name: str) -> datetime:
    """The instant, in UTC, at which clocks in that zone show ``at`` on ``day``.

    In the hour that a clock change skips, the instant as long after the gap as ``at`` lies in it; in
    the hour that comes twice, the first of the two. So every day has one such instant, and only one. At the two ends of
    the calendar, where UTC would need another day, the last instant there is.
    """
    try:
        return datetime.combine(day, at.replace(fold=0), tzinfo=zone(zone_name)).astimezone(UTC)
    except OverflowError:
        return (datetime.min if day.year == 1 else datetime.max).replace(tzinfo=UTC)


def instant(text: str) -> datetime | None:
    """The instant an address names, in UTC; None where it names none, or one that no database can hold."""
    try:
        moment = parse_datetime(text.replace(" ", "+"))
        return moment.astimezone(UTC) if moment is not None and moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
