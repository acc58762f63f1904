"""Days of quiet in a pair's talk."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair


class RestQuerySet(models.QuerySet["Rest"]):
    def standing(self) -> "RestQuerySet":
        return self.filter(ended_at=None)

    def due(self, at: datetime | None = None) -> "RestQuerySet":
        """Those whose days are over."""
        return self.standing().filter(held_at=None, until__lte=at or timezone.now())


class Rest(Timestamped):
    """One of the two lets the talk rest, ``until`` a moment or until they wake it. The talk rests while either does.

    ``held_at``: it stands for something that others look at; only they let it go. The other sees no difference
    between any two rests: not who, not why, not how long.
    """

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="rests")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "by"], condition=Q(ended_at=None), name="rest_one_each"),
            models.CheckConstraint(
                condition=Q(held_at=None) | Q(until=None) | Q(ended_at__isnull=False), name="rest_held_without_end"
            ),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(ended_at=None), name="rest_due")]

    def __str__(self) -> str:
        return f"rest {self.pk}"
