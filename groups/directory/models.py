"""The directory of meetings: lists that are read from elsewhere, what stood in them, and when each meets."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.facilities.models import Facility
from community.kit.timestamped import Timestamped
from community.members.models import Member
from groups.directory.guide.row import Attendance
from groups.directory.guide.why import Unread, Why

#: Minutes of a week; where a meeting by appointment stands in lists.
WEEK = 7 * 24 * 60


class Feed(Timestamped):
    """A list of meetings that the staff of a facility read in: from files, or from an address on a schedule."""

    class Every(models.IntegerChoices):
        """Hours between two readings."""

        NEVER = 0, _("Only when I ask for it")
        SIX_HOURS = 6, _("Every six hours")
        DAY = 24, _("Every day")
        WEEK = 168, _("Every week")

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(_("web address"), max_length=500, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    language = models.CharField(_("language"), max_length=8, blank=True)
    every = models.PositiveSmallIntegerField(_("how often"), choices=Every, default=Every.NEVER)
    #: When it is read again by itself; none: never.
    next_at = models.DateTimeField(null=True, blank=True)
    #: Its meetings are handed out in our own list too.
    handed_on_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(ended_at=None, next_at__isnull=False), name="feed_due"),
            models.Index(fields=["facility"], condition=Q(ended_at=None), name="feed_of_facility"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meeting_desk:feed", args=[self.pk])


#: So long a worker may be silent before another takes the work up.
LEASE = timedelta(seconds=60)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def open(self) -> "ImportRunQuerySet":
        return self.filter(finished_at=None)

    def free(self) -> "ImportRunQuerySet":
        """Open ones that no worker has in hand, by the database's clock."""
        return self.open().filter(Q(leased_until=None) | Q(leased_until__lt=Now()))


class ImportRun(Timestamped):
    """One reading of a list. Open until ``finished_at``; ``unread`` says why it was left alone, if it was."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="runs")
    #: Who asked for it; none: the schedule.
    by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    #: What is to be read, kept until it has been; none: fetched from the feed's address.
    content = models.BinaryField(null=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    #: Worn by whoever has it in hand: one who was thought gone and comes back writes no more.
    turn = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    unread = models.CharField(max_length=12, blank=True)
    #: A later reading of the same list was done first: this one changed nothing.
    overtaken_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField(null=True, blank=True)
    read = models.PositiveIntegerField(default=0)
    writing_at = models.DateTimeField(null=True, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    mended = models.PositiveIntegerField(default=0)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["feed", "-id"], name="import_of_feed"),
            models.Index(fields=["id"], condition=Q(finished_at=None), name="import_open"),
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("meeting_desk:run", args=[self.pk])

    @property
    def unread_words(self) -> str:
        return str(Unread(self.unread).label) if self.unread else ""

    @property
    def percent(self) -> int:
        """How much of it is done: reading is nine tenths, writing the last."""
        if self.finished_at:
            return 100
        return min(90, self.read * 90 // self.total) if self.total else 0


class ImportTrouble(models.Model):
    """One field of one row that could not be read, or was read otherwise than it is written."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="troubles")
    #: Counted from one, as in the list.
    row = models.PositiveIntegerField()
    name = models.CharField(max_length=120, blank=True)
    field = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=12)
    said = models.CharField(max_length=80, blank=True)
    #: The whole row was left out for it; otherwise only this field was, or was mended.
    row_left_out = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["run", "-row_left_out", "row", "id"], name="import_trouble_of_run")]

    def __str__(self) -> str:
        return f"row {self.row}: {self.field} {self.why}"

    @property
    def why_words(self) -> str:
        return str(Why(self.why).label)


class ListingQuerySet(models.QuerySet["Listing"]):
    def present(self) -> "ListingQuerySet":
        return self.filter(Q(feed=None) | Q(feed__ended_at=None))


class Listing(Timestamped):
    """A meeting in the directory: of a list from elsewhere (``feed``), or one of ours (``key``: the meeting's uid).

    All of its text is plain; links are http or https. It holds nothing about who to contact.
    """

    feed = models.ForeignKey(Feed, null=True, blank=True, on_delete=models.CASCADE, related_name="listings")
    key = models.UUIDField(null=True, blank=True, unique=True)
    slug = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    notes = models.TextField(blank=True)
    group_name = models.CharField(max_length=255, blank=True)
    location = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=255, blank=True)
    #: From general to specific.
    regions = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    approximate = models.BooleanField(default=False)
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField(default=60)
    attendance = models.CharField(max_length=9, choices=Attendance)
    types = ArrayField(models.CharField(max_length=6), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    conference_url = models.CharField(max_length=500, blank=True)
    conference_phone = models.CharField(max_length=100, blank=True)
    #: Where there is more about it: an address elsewhere, or a path of ours.
    url = models.CharField(max_length=500, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)
    #: Of all that a list said of it: what is the same is not written again.
    digest = models.CharField(max_length=32, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "slug"], name="listing_once_in_a_feed"),
            models.CheckConstraint(
                condition=Q(feed=None, key__isnull=False) | Q(feed__isnull=False, key=None),
                name="listing_has_one_source",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="listing_is_at_a_point",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:listing", args=[self.pk])

    @property
    def is_online(self) -> bool:
        return self.attendance in (Attendance.ONLINE, Attendance.HYBRID)


class ListingTime(models.Model):
    """One time in the week that a listing meets. ``at`` counts minutes from Sunday 0:00 on its own wall.

    A meeting by appointment has one, at ``WEEK``, so that each listing is found through its times.
    """

    PLACES: ClassVar[tuple[str, ...]] = (Attendance.IN_PERSON, Attendance.HYBRID, Attendance.CLOSED)

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="times")
    at = models.PositiveSmallIntegerField()
    #: Kept from the listing: whose clock counts. Empty where it has a place: there the wall's own does.
    online_zone = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "at"], name="listing_time_once"),
            models.CheckConstraint(condition=Q(at__lte=WEEK), name="listing_time_is_in_the_week"),
        ]
        indexes = [
            models.Index(fields=["online_zone", "at", "id"], name="listing_time_by_clock"),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} at {self.at}"
