"""The greeters' rota by the clock. Pure: given the shifts and the swaps, who is there when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from community.kit.clock import moment_of, zone
from groups.roster.models import Membership
from groups.welcome.models import GreetingShift, Swap

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """One day of one shift, as instants."""

    shift: GreetingShift
    day: date
    begins: datetime
    ends: datetime
    swap: Swap | None = None

    @property
    def who(self) -> Membership:
        """Whoever is there: the shift's greeter, or who took the day."""
        return self.swap.taken_by if self.swap and self.swap.taken_by else self.shift.membership

    @property
    def is_asked(self) -> bool:
        """Whether its greeter looks for another, and nobody has taken it."""
        return self.swap is not None and self.swap.taken_by_id is None

    @property
    def was_taken(self) -> bool:
        return self.swap is not None and self.swap.taken_by_id is not None


def stretches(
    shifts: Iterable[GreetingShift],
    swaps: Mapping[tuple[int, date], Swap],
    *,
    after: datetime,
    until: datetime,
) -> list[Stretch]:
    """Return every stretch of which some part lies between the two moments, the earliest first.

    Where clocks are changed a shift begins and ends as clocks in its zone show it (``kit.clock.moment_of``).
    """
    found = []
    for shift in shifts:
        here = zone(shift.zone)
        day, last = after.astimezone(here).date() - DAY, until.astimezone(here).date()
        while day <= last:
            if day.weekday() in shift.days:
                stretch = stretch_of(shift, day, swaps.get((shift.pk, day)))
                if stretch.ends > after and stretch.begins < until:
                    found.append(stretch)
            day += DAY
    return sorted(found, key=lambda one: (one.begins, one.ends, one.shift.pk))


def stretch_of(shift: GreetingShift, day: date, swap: Swap | None = None) -> Stretch:
    """Return the shift on that day of its own calendar."""
    end_day = day if shift.starts < shift.ends else day + DAY
    begins, ends = moment_of(day, shift.starts, shift.zone), moment_of(end_day, shift.ends, shift.zone)
    return Stretch(shift, day, begins, ends, swap)
