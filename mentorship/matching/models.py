"""Whom somebody would rather see first, and whom not, for now."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from community.kit.timestamped import Timestamped
from community.members.models import Member


class SetAsideQuerySet(models.QuerySet["SetAside"]):
    def holding(self, at: datetime | None = None) -> "SetAsideQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=at or timezone.now()))


class SetAside(Timestamped):
    """``other`` is not suggested to ``member`` until then; for good where ``until`` is None.

    Written when someone was asked, was not free, or when a pair ended, and by a member who would rather
    not see someone again. Nobody is ever told.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(null=True, blank=True)

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "other"], name="set_aside_once")]

    def __str__(self) -> str:
        return f"set aside {self.pk}"


class Favourite(Timestamped):
    """``member`` would like to see ``other`` first among those suggested. Changes no limit and no score; the other is
    never told, and nobody else learns of it.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "other"], name="favourite_once")]

    def __str__(self) -> str:
        return f"favourite {self.pk}"
