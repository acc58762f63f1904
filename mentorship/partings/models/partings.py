from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair


class PartingQuerySet(models.QuerySet["Parting"]):
    def standing(self) -> "PartingQuerySet":
        """Proposed or agreed, and its day has not come. Of a pair that ended otherwise meanwhile, it means nothing."""
        return self.filter(dropped_at=None, came_at=None)

    def due(self, at: datetime | None = None) -> "PartingQuerySet":
        """Those whose day is over."""
        return self.standing().filter(ends_at__lte=at or timezone.now())


class Parting(Timestamped):
    """A last day that one of two people proposes; the pair ends by itself when it is over, at ``ends_at``.

    Nobody has to agree to be left, so a day stands without an answer too; only then it is three days off at least.
    """

    class Kind(models.TextChoices):
        """What kind of end. Nobody owes one."""

        REACHED = "reached", _("We have reached what we set out for")
        LIFE = "life", _("My life changes")

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="partings")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    #: The last day, by the calendar of both.
    day = models.DateField()
    #: When that day is over where it ends later, or the time to answer is.
    ends_at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=Kind, blank=True)
    words = SealedTextField(_("a few words"), max_length=600, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    #: Another day, or none, took its place.
    dropped_at = models.DateTimeField(null=True, blank=True)
    #: The day came, and the pair ended by it.
    came_at = models.DateTimeField(null=True, blank=True)

    objects = PartingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair"], condition=Q(dropped_at=None), name="parting_one_standing"),
            models.CheckConstraint(condition=Q(dropped_at=None) | Q(came_at=None), name="parting_dropped_or_came"),
        ]
        indexes = [models.Index(fields=["ends_at"], condition=Q(dropped_at=None, came_at=None), name="parting_due")]

    def __str__(self) -> str:
        return f"parting {self.pk}"
