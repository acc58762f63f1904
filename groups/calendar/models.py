"""Secret addresses at which a member's calendar app reads their meetings."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.timestamped import Timestamped
from community.members.models import Member

#: How exactly it is kept when an address was last read.
READ_AGAIN = timedelta(minutes=10)


class CalendarAddressQuerySet(models.QuerySet["CalendarAddress"]):
    def standing(self) -> "CalendarAddressQuerySet":
        """Those that open something: not ended, and their member's account has not either."""
        return self.filter(ended_at=None, member__ended_at=None)


class CalendarAddress(Timestamped):
    """A link that shows one member's meetings to whoever has it. Of the secret in it only the digest is kept."""

    class Holds(models.TextChoices):
        GROUPS = "groups", _("All meetings of my groups")
        COMING = "coming", _("Only those I said I come to")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="calendar_addresses")
    digest = models.CharField(max_length=64, unique=True)
    holds = models.CharField(max_length=8, choices=Holds, default=Holds.GROUPS)
    ended_at = models.DateTimeField(null=True, blank=True)
    #: When an app last read it, to ten minutes or so, for the member to see whether somebody does.
    read_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarAddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "calendar addresses"
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(ended_at=None), name="calendar_address_one_each")
        ]

    def __str__(self) -> str:
        return f"calendar address {self.pk}"

    @property
    def is_read_lately(self) -> bool:
        return self.read_at is not None and timezone.now() - self.read_at < READ_AGAIN
