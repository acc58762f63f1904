"""How many places there are for somebody new, now and in the weeks to come, if nothing else changes."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, Sum
from django.utils import timezone

from community.facilities.models import Facility
from mentorship.oversight.queries.mentors import all_mentors

#: Today, and so many weeks after it.
WEEKS = 8


@dataclass(frozen=True)
class Week:
    """Places on one day: ``taken``, ``free`` for somebody new, and not open because a talk is ``overdue`` or somebody
    is ``resting``.
    """

    day: date
    taken: int
    free: int
    overdue: int
    resting: int

    @property
    def places(self) -> int:
        return self.taken + self.free + self.overdue + self.resting


def weeks_ahead(facility: Facility) -> list[Week]:
    """Today and the weeks after it, the day of the week kept. One query.

    It counts on every pair walking on, every rest lasting, and no talk being held: what a coordinator does about it is
    what changes it.
    """
    days = [timezone.now().date() + timedelta(weeks=week) for week in range(WEEKS + 1)]
    left = F("places") - F("places_taken")
    rests = Q(paused_at__isnull=False) | Q(hidden_at__isnull=False)
    sums = {"taken": Sum("places_taken", default=0), "resting": Sum(left, filter=rests, default=0)}
    for number, day in enumerate(days):
        sums[f"free_{number}"] = Sum(left, filter=Q(review_due__gte=day) & ~rests, default=0)
        sums[f"overdue_{number}"] = Sum(left, filter=Q(review_due__lt=day) & ~rests, default=0)
    row = all_mentors(facility).aggregate(**sums)
    return [
        Week(day, row["taken"], row[f"free_{number}"], row[f"overdue_{number}"], row["resting"])
        for number, day in enumerate(days)
    ]
