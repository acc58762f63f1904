"""Check-ins: one a day, the member's own. Reminders: at the hours they chose, each once a day."""

from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped


class CheckIn(Timestamped):
    """How one day was, in the words and figures of the person who lived it.

    ``day`` is the calendar day in the member's own zone when they wrote it. The two texts are sealed.
    """

    class Mood(models.IntegerChoices):
        HEAVY = 1, _("heavy")
        LOW = 2, _("low")
        SO_SO = 3, _("so-so")
        STEADY = 4, _("steady")
        LIGHT = 5, _("light")

    class Halt(models.TextChoices):
        """Hungry, angry, lonely, tired: named, never scored."""

        HUNGRY = "hungry", _("hungry")
        ANGRY = "angry", _("angry")
        LONELY = "lonely", _("lonely")
        TIRED = "tired", _("tired")

    MOST_CRAVING = 10

    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="check_ins")
    day = models.DateField()
    mood = models.PositiveSmallIntegerField(choices=Mood)
    craving = models.PositiveSmallIntegerField()
    halt = ArrayField(models.CharField(max_length=8, choices=Halt), default=list, blank=True)
    line = SealedTextField(max_length=280, blank=True)
    helped = SealedTextField(max_length=280, blank=True)
    #: field name → who may see it besides its owner; a field that is not named is private.
    audiences = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "day"], name="check_in_once_a_day"),
            models.CheckConstraint(condition=Q(mood__range=(1, 5)), name="check_in_mood_1_to_5"),
            models.CheckConstraint(condition=Q(craving__range=(0, 10)), name="check_in_craving_0_to_10"),
        ]

    def __str__(self) -> str:
        return f"check-in {self.pk}"

    @property
    def halt_words(self) -> list[str]:
        """The chips chosen, as words, in their usual order."""
        return [str(one.label) for one in self.Halt if one.value in self.halt]


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def running(self) -> "ReminderQuerySet":
        """Not paused, and their member's account has not ended."""
        return self.filter(paused_at=None, member__ended_at=None)

    def due(self, now: datetime) -> "ReminderQuerySet":
        return self.running().filter(due_at__lte=now)

    def moved(self) -> "ReminderQuerySet":
        """Those whose member has changed their zone since the next time was reckoned."""
        return self.running().exclude(zone=F("member__time_zone"))


class Reminder(Timestamped):
    """A time of day at which a member wants to be asked how it is.

    ``due_at`` is the next instant, reckoned once from ``at``, ``days`` and ``zone``, and ``due_on`` the
    member's own day that it belongs to: so finding what is due is one look at an index, and what a
    clock change means is decided in one place (``community.kit.clock``).
    """

    EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)

    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="reminders")
    at = models.TimeField()
    #: ISO weekdays, Monday is 1.
    days = ArrayField(models.PositiveSmallIntegerField())
    paused_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    due_on = models.DateField()

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "at"], name="reminder_once_a_time")]
        indexes = [models.Index(fields=["due_at"], condition=Q(paused_at=None), name="reminder_due")]

    def __str__(self) -> str:
        return f"reminder {self.pk}"


class Occurrence(Timestamped):
    """What became of one reminder on one day. Its being there is what keeps a day from being asked twice."""

    class Outcome(models.TextChoices):
        SENT = "sent", _("sent")
        NEEDLESS = "needless", _("already checked in")
        SKIPPED = "skipped", _("skipped")
        MISSED = "missed", _("too late to be of use")

    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, related_name="occurrences")
    day = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    #: Snoozed: ask once more then.
    again_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reminder", "day"], name="occurrence_once_a_day")]
        indexes = [models.Index(fields=["again_at"], condition=Q(again_at__isnull=False), name="occurrence_snoozed")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"

    @classmethod
    def today_of(cls, member: models.Model, day: date) -> "models.QuerySet[Occurrence]":
        """Those of one member on one of their days."""
        return cls.objects.filter(reminder__member=member, day=day)
