"""The duty rota by the clock: who listens when. Pure: given the shifts, what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from community.kit.clock import zone
from community.kit.clock_hours import moments, within
from groups.chat.models import Shift

#: A rota repeats after a week; a day more, so that the same hour a week later is still in it.
WHOLE_ROTA = timedelta(days=8)


@dataclass(frozen=True)
class Watch:
    """A stretch of time in which the same people listen, or nobody does."""

    begins: datetime
    ends: datetime
    shifts: tuple[Shift, ...]


def listens(shift: Shift, local: datetime) -> bool:
    """Tell whether the shift holds when the clock on the wall shows this day and time."""
    now, today = local.time(), local.weekday()
    if shift.starts < shift.ends:
        return today in shift.days and within(now, shift.starts, shift.ends)
    begun_today = today in shift.days and now >= shift.starts
    begun_yesterday = (today - 1) % 7 in shift.days and now < shift.ends
    return begun_today or begun_yesterday


def watches(shifts: Sequence[Shift], zone_name: str, *, after: datetime, until: datetime) -> list[Watch]:
    """Return the stretches from ``after`` to ``until``, without a gap; neighbours differ in who listens."""
    here = zone(zone_name)
    times = {at for shift in shifts for at in (shift.starts, shift.ends)}
    times |= {datetime.min.time()} if shifts else set()
    edges = [after, *moments(times, zone_name, after=after, until=until), until]
    found: list[Watch] = []
    for begins, ends in pairwise(edges):
        local = begins.astimezone(here)
        listening = tuple(shift for shift in shifts if listens(shift, local))
        if found and found[-1].shifts == listening:
            found[-1] = Watch(found[-1].begins, ends, listening)
        elif begins < ends:
            found.append(Watch(begins, ends, listening))
    return found
