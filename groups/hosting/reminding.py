"""When somebody is reminded: before the meeting, and never in their quiet hours."""

from datetime import datetime, timedelta

from community.kit.clock import local_day, moment_of, zone
from community.notifications.models import Preference

#: What lies in quiet hours comes this much before they begin.
JUST_BEFORE = timedelta(minutes=1)


def due_at(starts_at: datetime, minutes: int, zone_name: str, preference: Preference) -> datetime:
    """So many minutes before; where that is quiet for them, just before their quiet hours begin, by their own clock."""
    wanted = starts_at - timedelta(minutes=minutes)
    local = wanted.astimezone(zone(zone_name))
    if preference.quiet_from is None or not preference.is_quiet(local.time()):
        return wanted
    day = local_day(wanted, zone_name)
    if local.time() < preference.quiet_from:
        day -= timedelta(days=1)
    return min(moment_of(day, preference.quiet_from, zone_name) - JUST_BEFORE, wanted)
