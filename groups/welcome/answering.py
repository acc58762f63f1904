"""How soon newcomers are heard: the time from someone's first words in a group to the first answer by another."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median

from django.utils import timezone

from community.facilities.models import Facility
from groups.roster.models import Group
from groups.welcome.models import FirstHello

#: The promise: half of all newcomers are answered this soon.
GOAL = timedelta(minutes=10)
#: What the median looks back on.
LATELY = timedelta(days=30)
#: Fewer first words than this make no median.
ENOUGH = 3


def first_hello_median(facility: Facility) -> timedelta | None:
    """The median over the facility's groups and the last thirty days; None where too few were new.

    Words that nobody has answered count with the time they have waited so far. One query.
    """
    now = timezone.now()
    groups = Group.objects.present().filter(facility=facility)
    lately = FirstHello.objects.filter(group__in=groups, said_at__gt=now - LATELY)
    return median_wait(lately.values_list("said_at", "answered_at"), now, enough=ENOUGH)


def median_wait(
    first_words: Iterable[tuple[datetime, datetime | None]], now: datetime, *, enough: int
) -> timedelta | None:
    """The median of (said, answered), None where there are not ``enough`` of them."""
    seconds = [((answered or now) - said).total_seconds() for said, answered in first_words]
    return timedelta(seconds=median(seconds)) if len(seconds) >= enough else None
