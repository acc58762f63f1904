"""What one of a pair tells those who look after mentoring, and the one way into a pair's words."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.facilities.models import StaffRole
from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.pairs.rests import Rest
from mentorship.profiles.policies import LOOKS_AFTER


class Priority(models.IntegerChoices):
    """How soon someone should look; lower is sooner."""

    NOW = 1, _("Today: someone may be in danger")
    SOON = 2, _("By tomorrow")
    ORDINARY = 3, _("In the next days")


#: By when somebody looks at it.
LOOKED_AT_WITHIN = {
    Priority.NOW: timedelta(hours=4),
    Priority.SOON: timedelta(hours=24),
    Priority.ORDINARY: timedelta(hours=72),
}


class Topic(models.TextChoices):
    PRESSURE = "pressure", _("Pressure, threats or unwanted advances")
    CONTACT = "contact", _("Asking for a number, an address, or to meet alone")
    MONEY = "money", _("Money, favours or selling something")
    SUBSTANCES = "substances", _("Drugs, or advice on medication")
    WORRY = "worry", _("I am worried about them")
    OTHER = "other", _("Something else")


class ConcernQuerySet(models.QuerySet["Concern"]):
    def open(self) -> "ConcernQuerySet":
        return self.filter(closed_at=None)

    def visible_to(self, member: Member) -> "ConcernQuerySet":
        """Those of the facilities whose mentors the member looks after; never one they raised or that is about them."""
        roles = StaffRole.objects.filter(member=member, ended_at=None, role__in=LOOKS_AFTER)
        found = self.filter(pair__offer__facility__in=roles.values("facility"))
        return found.exclude(Q(pair__mentor=member) | Q(pair__mentee=member))

    def late(self, at: datetime | None = None) -> "ConcernQuerySet":
        """Those whose time has passed, and nobody has taken them."""
        return self.open().filter(claimed_at=None, due_at__lte=at or timezone.now())


class Concern(Timestamped):
    """Something is not right between two people: one of them says so, and a coordinator looks by ``due_at``.

    The other never learns that it was said. ``rest`` is the quiet that a mentee's word brings at once.
    """

    class Outcome(models.TextChoices):
        GOES_ON = "goes_on", _("They may go on")
        PARTED = "parted", _("Their time together has ended")

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="concerns")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=10, choices=Topic)
    words = SealedTextField(blank=True, max_length=4000)
    priority = models.PositiveSmallIntegerField(choices=Priority)
    due_at = models.DateTimeField()
    rest = models.ForeignKey(Rest, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    claimed_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    #: What the one who said it reads.
    answer = SealedTextField(blank=True, max_length=2000)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "by"], condition=Q(closed_at=None), name="concern_one_open"),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="concern_closed_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(closed_at=None), name="concern_by_clock"),
            models.Index(fields=["by", "-id"], name="concern_of_member"),
        ]

    def __str__(self) -> str:
        return f"concern {self.pk}"

    @property
    def subject(self) -> str:
        """How audit entries and notices name it."""
        return f"concern:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_flag(self) -> bool:
        """Whether the mentee said it: then the talk rests."""
        return self.by_id == self.pair.mentee_id

    @property
    def about(self) -> Member:
        """The other of the two."""
        return self.pair.other(self.by)

    @property
    def is_late(self) -> bool:
        return self.is_open and self.claimed_at is None and self.due_at <= timezone.now()


#: For how many hours words may be opened.
WINDOWS = (1, 4, 24)


class Opening(Timestamped):
    """Two of the staff open a pair's words, for a reason and a while: one asks, another agrees.

    ``exception``: why the one whom the concern is about is not told. Without it both are.
    """

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="openings")
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=500)
    hours = models.PositiveSmallIntegerField()
    exception = models.TextField(max_length=500, blank=True)
    agreed_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(agreed_by=F("asked_by")), name="opening_by_two"),
            models.CheckConstraint(
                condition=Q(agreed_at=None, until=None) | Q(agreed_at__isnull=False, until__isnull=False),
                name="opening_has_an_end",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="opening_for_a_reason"),
            models.UniqueConstraint(
                fields=["concern"], condition=Q(agreed_at=None, dropped_at=None), name="opening_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"opening {self.pk}"

    @property
    def is_asked(self) -> bool:
        return self.agreed_at is None and self.dropped_at is None

    @property
    def is_open(self) -> bool:
        return self.until is not None and self.dropped_at is None and self.until > timezone.now()
