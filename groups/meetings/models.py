"""Meetings and activities: what repeats, each time it happens, and who said they come."""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.facilities.models import Facility
from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Block, Member
from community.safety.moderatable import Moderatable
from groups.roster.models import Group, Membership


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def present(self) -> "MeetingQuerySet":
        return self.filter(ended_at=None, hidden_at=None, group__archived_at=None)

    def visible_to(self, member: Member) -> "MeetingQuerySet":
        """Those of the member's groups, and of visible groups those that are for everyone.

        Less what people they blocked suggested to do together (a group's own meetings stay), and all of a group they
        were asked to step away from.
        """
        away = Membership.objects.present().filter(member=member, away_until__gt=Now()).values("group")
        blocked = Block.objects.filter(blocker=member).values("blocked")
        mine = Membership.objects.here().filter(member=member).values("group")
        for_all = Q(open_to=Meeting.OpenTo.EVERYONE, group__in=Group.objects.visible_to(member))
        seen = self.present().filter(Q(group__in=mine) | for_all)
        return seen.exclude(group__in=away).exclude(kind=Meeting.Kind.ACTIVITY, by__member__in=blocked)


class Meeting(Moderatable, Timestamped):
    """A meeting, a group's session or something done together; once, or by a rule.

    ``starts_on`` and ``starts_at`` are what the wall shows in ``zone``; ``rule`` is an RFC 5545 RRULE without its
    name ("FREQ=WEEKLY;BYDAY=TU"), empty where it is once. Each time it happens is an ``Occurrence``.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        SESSION = "session", _("Group session")
        ACTIVITY = "activity", _("Something we do together")

    class OpenTo(models.TextChoices):
        GROUP = "group", _("Members of the group")
        EVERYONE = "everyone", _("Everyone who is signed in")

    #: The identity in calendars, for good.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: RFC 5545 SEQUENCE: raised with each change that calendars need to hear of.
    sequence = models.PositiveIntegerField(default=0)
    #: When it was last raised (DTSTAMP, LAST-MODIFIED); none: never.
    changed_at = models.DateTimeField(null=True, blank=True)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    #: The series this one goes on with from its first day, where "this one and all after it" was changed.
    continues = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continued_by")
    client_id = models.UUIDField(default=uuid.uuid4)
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("about"), max_length=4000, blank=True)
    html = models.TextField(blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.MEETING)
    open_to = models.CharField(_("for whom"), max_length=8, choices=OpenTo, default=OpenTo.GROUP)
    zone = models.CharField(_("time zone"), max_length=64)
    starts_on = models.DateField(_("first day"))
    starts_at = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("how long, in minutes"), default=60)
    rule = models.CharField(max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=255, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    #: Where it is online: shown only from fifteen minutes before, to those who may (``policies.may_see_link``).
    online_url = SealedTextField(blank=True)
    online_phone = SealedTextField(blank=True)
    types = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    #: How many can come; none: as many as like.
    places = models.PositiveIntegerField(_("places"), null=True, blank=True)
    #: Shown in the directory of meetings and handed out in Meeting Guide JSON.
    listed_at = models.DateTimeField(null=True, blank=True)
    #: Temporarily closed: it keeps its place in lists, with why; its occurrences in this time do not happen.
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)
    #: Over for good: it is in no list any more.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: Up to when its occurrences are written.
    written_to = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "client_id"], name="meeting_once"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="meeting_takes_time"),
        ]
        indexes = [
            models.Index(fields=["group"], condition=Q(ended_at=None), name="meeting_of_group"),
            models.Index(fields=["written_to"], condition=Q(ended_at=None), name="meeting_to_write"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    def calendars_hear(self) -> tuple[str, str]:
        """Raise the number by which calendars know that it is another; the caller holds its row, and stores these."""
        self.sequence, self.changed_at = self.sequence + 1, timezone.now()
        return "sequence", "changed_at"

    @property
    def is_online(self) -> bool:
        return bool(self.online_url or self.online_phone)

    @property
    def author_member(self) -> Member:
        if self.by is None:
            raise Member.DoesNotExist
        return self.by.member

    @property
    def author_name(self) -> str:
        return self.by.name if self.by else ""

    @property
    def moderation_scope(self) -> str:
        return self.group.scope

    @property
    def moderation_facility(self) -> Facility | None:
        return self.group.facility

    def reported_words(self) -> str:
        return f"{self.title}\n\n{self.about}".strip()


class Pause(Timestamped):
    """Days on which a repeating meeting does not happen, such as holidays; the last one is among them.

    Its occurrences of these days are called off, those written later too; taking the pause back brings them back.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="pauses")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    because = models.CharField(_("why"), max_length=120, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="pause_has_days"),
        ]
        ordering = ["first_day", "id"]

    def __str__(self) -> str:
        return f"pause {self.pk}"


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def visible_to(self, member: Member) -> "OccurrenceQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(member))

    def standing(self) -> "OccurrenceQuerySet":
        """Those that happen: neither called off nor in a time in which the meeting is closed, and the room is there."""
        return self.filter(
            cancelled_at=None, meeting__closed_at=None, meeting__hidden_at=None, meeting__group__archived_at=None
        )

    def upcoming(self, at: datetime | None = None) -> "OccurrenceQuerySet":
        """Those not over yet, the next first."""
        return self.filter(ends_at__gt=at or timezone.now()).order_by("starts_at", "id")


class Occurrence(Timestamped):
    """One time a meeting happens. ``original_start`` names it for good (RFC 5545 RECURRENCE-ID), also when it moved."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="occurrences")
    original_start = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True, blank=True)
    moved_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: The days off for which it was called off, if it was for some.
    pause = models.ForeignKey(Pause, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: A word to those who come: why it moved, or does not happen.
    note = models.CharField(max_length=300, blank=True)
    #: As the meeting's, where this once differs; empty: as always.
    place = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=255, blank=True)
    #: How many can come this time; kept from the meeting's, so that a change does not put anybody out.
    places = models.PositiveIntegerField(null=True, blank=True)
    #: Kept with each answer, under the row's lock.
    going = models.PositiveIntegerField(default=0)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "original_start"], name="occurrence_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_takes_time"),
            models.CheckConstraint(
                condition=Q(places=None) | Q(going__lte=F("places")), name="occurrence_never_over_its_places"
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="occurrence_by_time"),
            models.Index(fields=["ends_at"], name="occurrence_by_end"),
            models.Index(fields=["meeting", "starts_at"], name="occurrence_of_meeting"),
        ]

    def __str__(self) -> str:
        return f"occurrence {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:occurrence", args=[self.pk])


class AnswerQuerySet(models.QuerySet["Answer"]):
    def going(self) -> "AnswerQuerySet":
        return self.filter(state=Answer.State.GOING)

    def waiting(self) -> "AnswerQuerySet":
        """The waiting list, whoever asked first first."""
        return self.filter(state=Answer.State.WAITING).order_by("since", "id")


class Answer(Timestamped):
    """What one member said about one occurrence. ``since`` is their place in the line."""

    class State(models.TextChoices):
        GOING = "going", _("I'm coming")
        WAITING = "waiting", _("On the waiting list")
        NOT = "not", _("Not this time")

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    #: The name they come under: their place in the group; none for guests, who come under their own name.
    membership = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=7, choices=State)
    since = models.DateTimeField(default=timezone.now)
    #: When they moved up from the waiting list by themselves.
    moved_up_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occurrence", "member"], name="answer_once")]
        indexes = [
            models.Index(fields=["occurrence", "since", "id"], condition=Q(state="waiting"), name="answer_waiting"),
            models.Index(fields=["member", "occurrence"], name="answer_by_member"),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
