from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair

#: How long before its time the room opens, and how long after its end it stays open.
OPENS, STAYS = timedelta(minutes=15), timedelta(minutes=60)


def room_name() -> str:
    """A name nobody guesses: 144 bits. Whoever knows it can come in, so only the two are told."""
    return token_urlsafe(18)


class CallQuerySet(models.QuerySet["Call"]):
    def proposed(self) -> "CallQuerySet":
        """Waiting for the other."""
        return self.filter(agreed_at=None, called_off_at=None)

    def ahead(self, at: datetime | None = None) -> "CallQuerySet":
        """Agreed, and not over yet."""
        return self.filter(
            agreed_at__isnull=False, called_off_at=None, starts_at__gt=(at or timezone.now()) - timedelta(hours=2)
        )


class Call(Timestamped):
    """A time at which two people talk, proposed by one and agreed by the other. Nobody shows a number."""

    class Kind(models.TextChoices):
        VOICE = "voice", _("by voice")
        VIDEO = "video", _("with pictures")
        WRITTEN = "written", _("in writing, here")

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="calls")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    minutes = models.PositiveSmallIntegerField(default=30)
    #: The time both agreed to.
    starts_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    room = SealedTextField(default=room_name, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pair"], condition=Q(agreed_at=None, called_off_at=None), name="call_one_proposed"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, starts_at=None) | Q(agreed_at__isnull=False, starts_at__isnull=False),
                name="call_agreed_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["pair", "starts_at"], name="call_of_pair"),
            models.Index(
                fields=["starts_at"],
                condition=Q(agreed_at__isnull=False, called_off_at=None, reminded_at=None),
                name="call_to_remind",
            ),
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"

    @property
    def has_room(self) -> bool:
        """Whether it takes place in a room of the house's service for calls."""
        return self.kind != self.Kind.WRITTEN

    def is_open_at(self, moment: datetime) -> bool:
        """Whether its room is open then."""
        if self.starts_at is None or self.called_off_at is not None:
            return False
        return self.starts_at - OPENS <= moment < self.starts_at + timedelta(minutes=self.minutes) + STAYS


class CallTime(models.Model):
    """One of the times that were proposed."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "starts_at"], name="call_time_once")]

    def __str__(self) -> str:
        return f"time {self.pk} of call {self.call_id}"
