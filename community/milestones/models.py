"""Counters and their spans: every day lived is kept, and nothing is ever erased."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped


class CounterQuerySet(models.QuerySet["Counter"]):
    def visible_to(self, member: models.Model) -> "CounterQuerySet":
        """A member's own; nobody else's, whoever asks."""
        return self.filter(member=member)


class Counter(Timestamped):
    """Something a member counts days of. The oldest is the one whose cairn Today shows."""

    class Kind(models.TextChoices):
        SUBSTANCE = "substance", _("Days without something")
        BEHAVIOUR = "behaviour", _("Days without doing something")
        REDUCTION = "reduction", _("Days within my own limit")

    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="counters")
    label = SealedTextField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SUBSTANCE)

    objects = CounterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["member", "id"], name="counter_by_member")]

    def __str__(self) -> str:
        return f"counter {self.pk}"


class DayRange(Func):
    """``[started_on, ended_on)``; open towards the future where there is no end."""

    function = "daterange"
    output_field = DateRangeField()


class Span(Timestamped):
    """Days in a row, from ``started_on`` up to but not including ``ended_on``.

    A setback ends one span and begins the next on the same day. Spans of a counter never overlap.
    """

    counter = models.ForeignKey(Counter, on_delete=models.CASCADE, related_name="spans")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="span_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["counter"], condition=Q(ended_on=None), name="span_open_once"),
            ExclusionConstraint(
                name="span_apart",
                expressions=[
                    ("counter", RangeOperators.EQUAL),
                    (DayRange("started_on", "ended_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"span {self.pk}"
