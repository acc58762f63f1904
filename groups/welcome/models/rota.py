"""Who greets when: hours that greeters give themselves, and single days that go to another."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.kit.timestamped import Timestamped
from community.kit.weekdays import Weekday
from groups.roster.models import Group, Membership

#: Whoever has one of these roles may put hours of their own on the rota.
GREETS = (
    Membership.Role.GREETER,
    Membership.Role.MENTOR,
    Membership.Role.MODERATOR,
    Membership.Role.LEADER,
)


class GreetingShiftQuerySet(models.QuerySet["GreetingShift"]):
    def standing(self) -> "GreetingShiftQuerySet":
        """Those of people who are still there and still greet."""
        here = Membership.objects.here().filter(role__in=GREETS, member__ended_at=None)
        return self.filter(membership__in=here)


class GreetingShift(Timestamped):
    """Hours, on some days of the week, in which somebody is there for newcomers: by the clock they live by.

    A shift that ends at or before its start ends on the next day.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="greeting_shifts")
    days = ArrayField(models.PositiveSmallIntegerField(choices=Weekday))
    starts = models.TimeField()
    ends = models.TimeField()
    #: IANA. Whose clock it is stays with them: others see the hours by their own.
    zone = models.CharField(max_length=64)

    objects = GreetingShiftQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(days=[]), name="greeting_shift_on_some_day")]

    def __str__(self) -> str:
        return f"greeting shift {self.pk}"

    @property
    def day_words(self) -> list[str]:
        """Its days, in words."""
        return [str(Weekday(day).label) for day in sorted(self.days)]

    @property
    def place(self) -> str:
        """Where its clock hangs, as people call it."""
        return self.zone.rpartition("/")[2].replace("_", " ")


class Swap(Timestamped):
    """One day of a shift for which its greeter asked for another. Until somebody takes it, it stays theirs."""

    shift = models.ForeignKey(GreetingShift, on_delete=models.CASCADE, related_name="swaps")
    #: By the shift's own calendar.
    day = models.DateField()
    taken_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shift", "day"], name="swap_once"),
            models.CheckConstraint(
                condition=Q(taken_by=None, taken_at=None) | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="swap_taken_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["day"], name="swap_by_day")]

    def __str__(self) -> str:
        return f"swap {self.pk}"
