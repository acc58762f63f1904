"""How newcomers are doing in a group, for those who lead it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from community.kit.clock import local_day, zone
from groups.health.figures import Period, Said, months_until, periods
from groups.roster.models import Group
from groups.welcome.models import FirstHello

MONTHS = 12


@dataclass(frozen=True)
class Health:
    """``periods``, the oldest first; ``waiting``: how many wait for a first hello at this moment."""

    periods: list[Period]
    waiting: int

    @property
    def told(self) -> list[Period]:
        """Those of which something can be said."""
        return [one for one in self.periods if one.is_told]

    @property
    def latest(self) -> Period | None:
        """The newest of which something can be said."""
        return self.told[-1] if self.told else None


def health_of(group: Group, now: datetime | None = None) -> Health:
    """The last twelve whole months by the group's clock. Two queries."""
    now = now or timezone.now()
    months = months_until(local_day(now, group.zone), MONTHS)
    rows = FirstHello.objects.filter(group=group, said_at__gt=now - timedelta(days=31 * (MONTHS + 1)))
    said = [Said(*row) for row in rows.values_list("said_at", "answered_at", "came_back_at")]
    waiting = FirstHello.objects.waiting(now).filter(group=group).count()
    return Health(periods(said, months=months, here=zone(group.zone), now=now), waiting)
