"""What a member is told, where, and what is still owed to their mailbox."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from community.kit.timestamped import Timestamped


class Notification(Timestamped):
    """One row a subject that gathers: while unread, more of the same raises ``count`` and ``last_at``.

    ``text`` is what the member reads inside, signed in; outgoing texts are made from the kind alone.
    """

    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "subject"], condition=Q(read_at=None), name="notification_gathers"
            )
        ]
        indexes = [
            models.Index(F("member"), F("last_at").desc(), F("id").desc(), name="notification_newest"),
            models.Index(fields=["member"], condition=Q(read_at=None), name="notification_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Delivery(Timestamped):
    """One outgoing message owed for a notification, claimed by a worker before it is sent."""

    class Channel(models.TextChoices):
        EMAIL = "email", "e-mail"

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["notification", "channel"], name="delivery_once")]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None, dropped_at=None), name="delivery_owed")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class Preference(models.Model):
    """How a member wants to be reached. Discreet unless they say otherwise (N2)."""

    member = models.OneToOneField(
        "community.Member", on_delete=models.CASCADE, related_name="preference", primary_key=True
    )
    discreet = models.BooleanField(default=True)
    email = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"preference {self.member_id}"
