"""Reports, the cases they gather in, and who may look at them. Access is data: ``ScopeModerator``."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.facilities.models import StaffRole
from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Member


class Urgency(models.IntegerChoices):
    """How soon someone should look. Lower is sooner, so that a queue is simply sorted by it."""

    LIFE = 0, _("A life may be at stake")
    NOW = 1, _("Urgent")
    SOON = 2, _("Soon")
    ORDINARY = 3, _("Reported")


class Category(models.TextChoices):
    """What a reporter may say is wrong, in the words of this field."""

    WORRY = "worry", _("I am worried about someone's safety")
    SOURCING = "sourcing", _("Drugs are offered or asked for")
    DOSING = "dosing", _("Advice on doses, tapering or stopping medication")
    PRIVACY = "privacy", _("A phone number, an address or a real name")
    PRESSURE = "pressure", _("Threats, pressure or unwanted advances")
    SHAMING = "shaming", _("Someone's medication or path is put down")
    HURTFUL = "hurtful", _("Hurtful words")
    MONEY = "money", _("Asking for money, or selling something")
    OTHER = "other", _("Something else")

    @property
    def urgency(self) -> Urgency:
        return URGENCY.get(self, Urgency.ORDINARY)

    @property
    def heading(self) -> str | Promise:
        """The same in the words of those who look at it."""
        return _("Worry about someone's safety") if self == Category.WORRY else self.label

    @property
    def is_heavy(self) -> bool:
        """Whether the words may weigh on who reads them: then they are folded until asked for."""
        return self in (Category.WORRY, Category.PRESSURE)


#: A life comes first, then sourcing; dosing advice and what can identify someone come next.
URGENCY = {
    Category.WORRY: Urgency.LIFE,
    Category.SOURCING: Urgency.NOW,
    Category.PRESSURE: Urgency.SOON,
    Category.DOSING: Urgency.SOON,
    Category.PRIVACY: Urgency.SOON,
}


def place_of(scope: str) -> str:
    """The place a scope belongs to: who looks after ``group:42`` looks after its side rooms (``group:42:…``) too."""
    return ":".join(scope.split(":")[:2])


class ScopeModerator(Timestamped):
    """One person's duty to look after one place (``group:42``), until ``ended_at``.

    Written by the room that owns the place. ``name`` is the one they bear there, so that a queue never
    shows an account; ``queue_url`` is where they find that place's queue.
    """

    scope = models.CharField(max_length=60)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    queue_url = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "member"], condition=Q(ended_at=None), name="scope_moderator_once")
        ]
        indexes = [models.Index(fields=["member"], condition=Q(ended_at=None), name="scope_moderator_present")]

    def __str__(self) -> str:
        return f"{self.name} in {self.scope}"


#: What each role at a facility sees of its cases: all, or those where a life may be at stake. A coordinator sees none.
SEES_EVERY_CASE = (StaffRole.Role.OWNER, StaffRole.Role.MODERATOR)
SEES_WORRIES = (StaffRole.Role.COUNSELLOR,)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, member: Member) -> "CaseQuerySet":
        """Those the member may look after: of their scopes and their facilities, never one about themselves."""
        return self.filter(Q(pk__in=self.of_scopes_of(member)) | Q(pk__in=self.of_facilities_of(member))).exclude(
            author=member
        )

    def of_scopes_of(self, member: Member) -> "CaseQuerySet":
        """Those of the places the member looks after today."""
        scopes = ScopeModerator.objects.filter(member=member, ended_at=None)
        return Case.objects.filter(scope__in=scopes.values("scope")).exclude(author=member)

    def of_facilities_of(self, member: Member) -> "CaseQuerySet":
        """Those the member's role at a facility lets them see today."""
        roles = StaffRole.objects.filter(member=member, ended_at=None)
        return Case.objects.filter(
            Q(facility__in=roles.filter(role__in=SEES_EVERY_CASE).values("facility"))
            | Q(facility__in=roles.filter(role__in=SEES_WORRIES).values("facility"), category=Category.WORRY)
        ).exclude(author=member)

    def free_for_staff(self, member: Member) -> "CaseQuerySet":
        """Open ones nobody has taken, at the facilities where the member's role lets them see cases."""
        return self.of_facilities_of(member).filter(closed_at=None, claimed_at=None)


class Case(Timestamped):
    """All reports of one thing, looked at by one person at a time. A thing has at most one open case.

    ``key`` and ``thing_id`` name the thing by its registration (``message``, 17). ``about`` says what it is
    and where, ``author_name`` who wrote it as that place knows them: both as they were, kept on the row.
    """

    class Outcome(models.TextChoices):
        KEPT = "kept", _("Kept")
        HIDDEN = "hidden", _("Hidden")

    #: How long the one who decided may take it back as if it had not been.
    UNDO_WITHIN = timedelta(minutes=10)

    key = models.CharField(max_length=20)
    thing_id = models.BigIntegerField()
    scope = models.CharField(max_length=60)
    facility = models.ForeignKey(
        "community.Facility", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    author_name = models.CharField(max_length=40)
    about = models.CharField(max_length=160)
    category = models.CharField(max_length=10, choices=Category)
    urgency = models.PositiveSmallIntegerField(choices=Urgency)
    report_count = models.PositiveIntegerField(default=0)

    claimed_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    claimed_as = models.CharField(max_length=40, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closed_as = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "thing_id"], condition=Q(closed_at=None), name="case_open_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="case_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(claimed_at=None, claimed_by=None) | Q(claimed_at__isnull=False),
                name="case_claimed_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["facility", "urgency", "created_at"],
                condition=Q(closed_at=None),
                name="case_waiting_at_facility",
            ),
            models.Index(
                fields=["scope", "urgency", "created_at"], condition=Q(closed_at=None), name="case_waiting_in_scope"
            ),
            models.Index(fields=["facility", "-closed_at"], name="case_closed_at_facility"),
            models.Index(fields=["scope", "-closed_at"], name="case_closed_in_scope"),
            models.Index(fields=["key", "thing_id"], name="case_by_thing"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def subject(self) -> str:
        """How audit entries and notices name it."""
        return f"case:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_urgent(self) -> bool:
        return self.urgency <= Urgency.NOW

    @property
    def is_worry(self) -> bool:
        """Whether it is about someone who may be in danger, not about someone's conduct."""
        return self.category == Category.WORRY

    @property
    def is_heavy(self) -> bool:
        return Category(self.category).is_heavy

    @property
    def heading(self) -> str | Promise:
        """What it is about, in the words of those who look at it."""
        return Category(self.category).heading

    def can_be_undone_by(self, member: Member, *, at: datetime | None = None) -> bool:
        """Whether ``member`` decided it only just now."""
        return (
            self.closed_at is not None
            and self.closed_by_id == member.pk
            and (at or timezone.now()) - self.closed_at < self.UNDO_WITHIN
        )


class Report(Timestamped):
    """One person's word that something is wrong, with the thing's words as they were then, sealed.

    One a person and thing, whatever became of its case. Who reported is shown to nobody but themselves.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    key = models.CharField(max_length=20)
    thing_id = models.BigIntegerField()
    reporter = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    category = models.CharField(max_length=10, choices=Category)
    note = SealedTextField(blank=True)
    snapshot = SealedTextField()
    #: The pattern that noticed the words, where no person did.
    rule = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reporter", "key", "thing_id"], name="report_once")]
        indexes = [models.Index(fields=["case", "id"], name="report_by_case")]

    def __str__(self) -> str:
        return f"report {self.pk}"


class CaseNote(Timestamped):
    """A word from one who looks after the case to the others who do. Nobody else reads it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=40)
    words = SealedTextField()

    def __str__(self) -> str:
        return f"note {self.pk}"


class Decision(Timestamped):
    """What was decided about one person, in the words they are told. Theirs to read at any time.

    ``place`` and ``by_name`` are as the person knows them, ``about_name`` is theirs there; ``words`` are their own,
    sealed, if any were concerned, and ``key`` and ``thing_id`` name them where there is no case.
    """

    class Act(models.TextChoices):
        HIDE = "hide", _("Your words were hidden")
        RESTORE = "restore", _("Your words are back")
        WARN = "warn", _("A word from those who look after this place")
        QUIET = "quiet", _("You are quieted for a while")
        UNQUIET = "unquiet", _("You can write again")
        AWAY = "away", _("You are asked to step away for a while")
        BACK = "back", _("You can come back")
        REMOVE = "remove", _("You are no longer in the group")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=8, choices=Act)
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions")
    scope = models.CharField(max_length=60)
    place = models.CharField(max_length=160)
    facility = models.ForeignKey(
        "community.Facility", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=40)
    about_name = models.CharField(max_length=40, blank=True)
    reason = models.TextField()
    words = SealedTextField(blank=True)
    key = models.CharField(max_length=20, blank=True)
    thing_id = models.BigIntegerField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["member", "-id"], name="decision_by_member")]

    #: What can be looked at again: what was asked of someone, not what was given back.
    APPEALABLE = (Act.HIDE, Act.WARN, Act.QUIET, Act.AWAY, Act.REMOVE)

    def __str__(self) -> str:
        return f"decision {self.pk}"

    @property
    def is_appealable(self) -> bool:
        """Whether the person may ask for another look."""
        return self.act in self.APPEALABLE and self.undone_at is None

    @property
    def is_over(self) -> bool:
        """Whether it had an end, and the end has come."""
        return self.until is not None and self.until <= timezone.now()

    @property
    def in_short(self) -> str | Promise:
        """For those who look after the place: the act without the second person."""
        return _IN_SHORT[Decision.Act(self.act)]


_IN_SHORT = {
    Decision.Act.HIDE: _("words hidden"),
    Decision.Act.RESTORE: _("words shown again"),
    Decision.Act.WARN: _("a word of warning"),
    Decision.Act.QUIET: _("quieted"),
    Decision.Act.UNQUIET: _("may write again"),
    Decision.Act.AWAY: _("away for a while"),
    Decision.Act.BACK: _("may come back"),
    Decision.Act.REMOVE: _("left the group by decision"),
}


class AppealQuerySet(models.QuerySet["Appeal"]):
    def open(self) -> "AppealQuerySet":
        """Those that wait for an answer, of people who are still there."""
        standing = self.filter(decision__undone_at=None, decision__member__ended_at=None)
        return standing.filter(answered_at=None, withdrawn_at=None)

    def decidable_by(self, member: Member) -> "AppealQuerySet":
        """Those the member may answer: of the places they look after and the facilities whose cases they see.

        Never one about themselves, and never one about a decision of their own.
        """
        scopes = ScopeModerator.objects.filter(member=member, ended_at=None).values("scope")
        houses = StaffRole.objects.filter(member=member, ended_at=None, role__in=SEES_EVERY_CASE).values("facility")
        mine = Q(decision__member=member) | Q(decision__by=member)
        return self.filter(Q(decision__scope__in=scopes) | Q(decision__facility__in=houses)).exclude(mine)


class Appeal(Timestamped):
    """The person a decision is about sees it differently: another than who decided looks again. One a decision.

    ``answered_as`` is the name of who answered as the place knows them, empty for the staff of its facility.
    """

    class Outcome(models.TextChoices):
        STANDS = "stands", _("It stands")
        LIFTED = "lifted", _("Taken back")

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    words = SealedTextField()
    asked_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    staff_told_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_as = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="") | (Q(answered_at__isnull=False) & ~Q(outcome="")),
                name="appeal_answered_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(withdrawn_at=None), name="appeal_answered_or_withdrawn"
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(answered_at=None, withdrawn_at=None), name="appeal_waiting")
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"

    @property
    def subject(self) -> str:
        """How audit entries and notices name it."""
        return f"appeal:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None
