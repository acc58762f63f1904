"""Who hosts, what they have in hand, and what is asked of those who come: before, and afterwards."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.timestamped import Timestamped
from community.members.models import Member
from groups.meetings.models import Meeting, Occurrence
from groups.roster.models import Membership


class HostKit(Timestamped):
    """What a host has in hand: words to open with, steps with their minutes, words to close with."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="kit")
    opening = models.TextField(_("to open with"), max_length=2000, blank=True)
    closing = models.TextField(_("to close with"), max_length=2000, blank=True)

    def __str__(self) -> str:
        return f"kit {self.pk}"


class KitStep(models.Model):
    kit = models.ForeignKey(HostKit, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    words = models.CharField(max_length=500, blank=True)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["kit", "place"], name="kit_step_place"),
            models.CheckConstraint(condition=Q(minutes__range=(1, 240)), name="kit_step_takes_time"),
        ]

    def __str__(self) -> str:
        return self.title


class Course(Timestamped):
    """A meeting as it goes by its kit: at which step it is, since when, and who has the clock."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="course")
    by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    step = models.PositiveSmallIntegerField(default=0)
    step_since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"course {self.pk}"


class HostSeat(Timestamped):
    """A place on the rota of a meeting's hosts, taken by the person themselves."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="host_seats")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="host_seats")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="host_seat_once")]

    def __str__(self) -> str:
        return f"host seat {self.pk}"


class HostTurn(Timestamped):
    """One person hosts one time. ``starts_at`` is the hour they were asked for: where it moved they are asked anew."""

    class Ended(models.TextChoices):
        CANNOT = "cannot", _("could not after all")
        SILENT = "silent", _("did not say in time")
        GONE = "gone", _("is not there any more")
        OFF = "off", _("it does not happen")

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="turns")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="turns")
    starts_at = models.DateTimeField()
    #: Who has not said by then is not waited for.
    confirm_by = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=6, choices=Ended, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence"], condition=Q(ended_at=None), name="host_turn_one_host")
        ]
        indexes = [
            models.Index(
                fields=["confirm_by"], condition=Q(ended_at=None, confirmed_at=None), name="host_turn_to_confirm"
            )
        ]

    def __str__(self) -> str:
        return f"turn {self.pk}"


class HostSearch(Timestamped):
    """Somebody is looked for. ``wave`` is how far the asking has come; ``none_at`` when that found nobody.

    It stays open then, for whoever comes by; it closes when somebody says yes, or nobody is needed any more.
    """

    class Wave(models.IntegerChoices):
        ROTA = 1, _("the others of the rota")
        KEEPERS = 2, _("the group's mentors and those who keep it")

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="searches")
    wave = models.PositiveSmallIntegerField(default=0)
    #: When it goes a wave further; none once all were asked and waited for.
    next_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    none_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "host searches"
        constraints = [
            models.UniqueConstraint(fields=["occurrence"], condition=Q(closed_at=None), name="host_search_one")
        ]
        indexes = [models.Index(fields=["next_at"], condition=Q(closed_at=None), name="host_search_due")]

    def __str__(self) -> str:
        return f"search {self.pk}"


class HostAsk(Timestamped):
    """One person was asked to stand in."""

    search = models.ForeignKey(HostSearch, on_delete=models.CASCADE, related_name="asks")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    wave = models.PositiveSmallIntegerField()
    said_no_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "membership"], name="host_ask_once")]

    def __str__(self) -> str:
        return f"ask {self.pk}"


class ReminderWish(models.Model):
    """How long before a meeting the member wants to be reminded, in minutes; 0 is not at all."""

    class Before(models.IntegerChoices):
        NEVER = 0, _("Not at all")
        HALF_AN_HOUR = 30, _("Half an hour before")
        AN_HOUR = 60, _("An hour before")
        THREE_HOURS = 180, _("Three hours before")
        A_DAY = 1440, _("A day before")

    #: What holds until a member chooses.
    USUAL = Before.AN_HOUR
    #: The longest of them.
    LONGEST = timedelta(days=1)

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="reminder_wish", primary_key=True)
    minutes = models.PositiveSmallIntegerField(choices=Before, default=USUAL)

    def __str__(self) -> str:
        return f"reminder wish {self.member_id}"

    @classmethod
    def of(cls, member: Member) -> int:
        """The member's own, or what holds until they choose."""
        found = cls.objects.filter(member=member).values_list("minutes", flat=True).first()
        return cls.USUAL if found is None else found


class MeetingReminderQuerySet(models.QuerySet["MeetingReminder"]):
    def owed(self) -> "MeetingReminderQuerySet":
        return self.filter(sent_at=None, dropped_at=None)

    def due(self, now: datetime) -> "MeetingReminderQuerySet":
        return self.owed().filter(due_at__lte=now)


class MeetingReminder(Timestamped):
    """One member is reminded of one time, once, of the hour it has: where it moved, there is another row."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="reminders")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "member", "starts_at"], name="meeting_reminder_once")
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None, dropped_at=None), name="meeting_reminder_due"),
            models.Index(fields=["member"], condition=Q(sent_at=None, dropped_at=None), name="meeting_reminder_whose"),
        ]

    def __str__(self) -> str:
        return f"meeting reminder {self.pk}"


class AskedAfter(Timestamped):
    """One member was asked how it was, and whether they have said; not what: that is counted in ``Belonging``."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="asked_after")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    #: Whether they have said: a day, not an hour, so that an order of answers tells nothing.
    said_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "asked after"
        constraints = [models.UniqueConstraint(fields=["occurrence", "member"], name="asked_after_once")]

    def __str__(self) -> str:
        return f"asked after {self.pk}"


class Belonging(models.Model):
    """How many felt they belonged, one time. Three sums: nothing in them leads to anyone."""

    class Felt(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("In part")
        NO = "no", _("Not this time")

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="belonging", primary_key=True)
    yes = models.PositiveIntegerField(default=0)
    partly = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    #: When those who came were asked. Writing this row is what claims the asking.
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "belonging"

    def __str__(self) -> str:
        return f"belonging {self.occurrence_id}"
