"""Who listens in a group's chat, and when: its staffed hours."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.kit.timestamped import Timestamped
from community.kit.weekdays import Weekday
from groups.roster.models import Group, Membership


class ShiftQuerySet(models.QuerySet["Shift"]):
    def standing(self) -> "ShiftQuerySet":
        """Those that somebody is there for: a present keeper of the group, or the staff of its facility."""
        by_keeper = Q(membership__ended_at=None, membership__role__in=Membership.KEEPERS)
        by_staff = Q(membership=None, group__facility__isnull=False)
        return self.filter(by_staff | Q(membership__isnull=False) & by_keeper)


class Shift(Timestamped):
    """Hours, on some days of the week, in which somebody listens: by the clock of the chat's zone.

    A shift that ends at or before its start ends on the next day. A group with shifts promises these hours; a group
    without promises none.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="shifts")
    #: Whose it is; none: the staff of the group's facility.
    membership = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.CASCADE, related_name="shifts")
    days = ArrayField(models.PositiveSmallIntegerField(choices=Weekday))
    starts = models.TimeField()
    ends = models.TimeField()

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(days=[]), name="shift_on_some_day")]

    def __str__(self) -> str:
        return f"shift {self.pk}"
