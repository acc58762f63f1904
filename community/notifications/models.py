"""What a member is told, where, and what is still owed to their mailbox."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from community.kit.timestamped import Timestamped
from community.members.models import Block, Member


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, member: Member) -> "NotificationQuerySet":
        """The member's own, without those about someone who has since been blocked, either way."""
        return self.filter(member=member).unblocked()

    def unblocked(self) -> "NotificationQuerySet":
        """Those that no block has come between, whoever's they are."""
        between = Block.objects.filter(
            Q(blocker=OuterRef("member"), blocked=OuterRef("about"))
            | Q(blocker=OuterRef("about"), blocked=OuterRef("member"))
        )
        return self.filter(~Exists(between))

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)


class Notification(Timestamped):
    """One row a subject that gathers: while unread, more of the same raises ``count`` and ``last_at``.

    ``text`` is what the member reads inside, signed in; outgoing texts are made from the kind alone.
    """

    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=200)
    #: The person it is about, if it is about one: never shown, asked for blocks.
    about = models.ForeignKey("community.Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    count = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

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


#: A claim older than this is of a worker that died: longer than any send may take (settings.EMAIL_TIMEOUT).
LEASE = timedelta(minutes=5)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def owed(self, now: datetime) -> "DeliveryQuerySet":
        """Due, neither sent nor dropped, and in nobody's hands."""
        return self.filter(
            Q(claimed_at=None) | Q(claimed_at__lt=now - LEASE), sent_at=None, dropped_at=None, due_at__lte=now
        )


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

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["notification", "channel"], name="delivery_once")]
        indexes = [models.Index(fields=["due_at"], condition=Q(sent_at=None, dropped_at=None), name="delivery_owed")]

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

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="preference_quiet_from_until",
            )
        ]

    def __str__(self) -> str:
        return f"preference {self.member_id}"

    @classmethod
    def of(cls, member: Member) -> "Preference":
        """The member's own, or what holds until they choose: discreet, by mail, no quiet hours."""
        return cls.objects.filter(member=member).first() or cls(member=member)

    def is_quiet(self, at: time) -> bool:
        """Whether that time of the member's day lies in their quiet hours, which may pass midnight."""
        if self.quiet_from is None or self.quiet_until is None or self.quiet_from == self.quiet_until:
            return False
        if self.quiet_from < self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until
