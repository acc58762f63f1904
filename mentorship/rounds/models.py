"""Rounds: everyone who waits at a facility, matched at once; a proposal until a coordinator keeps it."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.facilities.models import Facility
from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Request
from mentorship.profiles.models import MentorOffer

#: A claim older than this is of a worker that died: longer than any round of a facility takes.
LEASE = timedelta(minutes=10)
#: How long a mentee may think about who was proposed, before the place is free for others again.
THINK_FOR = timedelta(days=7)


class RoundQuerySet(models.QuerySet["Round"]):
    def open(self) -> "RoundQuerySet":
        """Running, or waiting to be kept or dropped."""
        return self.filter(kept_at=None, dropped_at=None)

    def owed(self, at: datetime | None = None) -> "RoundQuerySet":
        """Not matched yet, and in nobody's hands."""
        now = at or timezone.now()
        return self.open().filter(Q(claimed_at=None) | Q(claimed_at__lt=now - LEASE), matched_at=None)


class Round(Timestamped):
    """One round of one facility. Nobody it places hears of it before it is kept."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="rounds")
    #: The day of the facility's calendar it was begun on.
    day = models.DateField()
    #: Who began it; none: the day did.
    by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    #: How far it is, of a hundred.
    step = models.PositiveSmallIntegerField(default=0)
    matched_at = models.DateTimeField(null=True, blank=True)
    #: What it came to: numbers and what would help, for its page.
    told = models.JSONField(default=dict)
    kept_at = models.DateTimeField(null=True, blank=True)
    kept_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facility"], condition=Q(kept_at=None, dropped_at=None), name="round_one_open"
            ),
            models.UniqueConstraint(
                fields=["facility", "day"], condition=Q(by=None), name="round_by_itself_once_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["facility", "-id"], name="round_newest"),
            models.Index(
                fields=["claimed_at"], condition=Q(matched_at=None, kept_at=None, dropped_at=None), name="round_owed"
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.kept_at is None and self.dropped_at is None

    @property
    def is_ready(self) -> bool:
        """Whether there is something to look at and decide on."""
        return self.is_open and self.matched_at is not None


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def placed(self) -> "ProposalQuerySet":
        return self.filter(offer__isnull=False)

    def thought_about(self) -> "ProposalQuerySet":
        """Sent, and the mentee has not answered yet."""
        return self.filter(sent_at__isnull=False, answered_at=None)

    def introduced_to(self, member: Member) -> "ProposalQuerySet":
        """What waits for this mentee's answer, while the mentor may still be met and has room."""
        offers = MentorOffer.objects.visible_to(member)
        return self.thought_about().filter(mentee=member, offer__in=offers).select_related("offer__member__matters")


class Proposal(Timestamped):
    """Whom a round found for one mentee: a mentor, or nobody and why."""

    class Answer(models.TextChoices):
        YES = "yes", _("said yes")
        NO = "no", _("someone else")
        GONE = "gone", _("not free any more")
        LAPSED = "lapsed", _("not answered")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="proposals")
    mentee = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(MentorOffer, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: What the mentee, and the mentor, have of it: ``fit.score``, of a thousand.
    gain = models.PositiveSmallIntegerField(default=0)
    worth = models.PositiveSmallIntegerField(default=0)
    #: The mentor could surely have had more (``engine.floors``): the mentee is hard to place, and came first.
    is_exception = models.BooleanField(default=False)
    #: Without a mentor: how many would fit, and how many of them have no place.
    fitting = models.PositiveIntegerField(default=0)
    full = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(null=True, blank=True)
    moved_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=6, choices=Answer, blank=True)
    request = models.ForeignKey(Request, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "mentee"], name="proposal_once"),
            models.UniqueConstraint(
                fields=["mentee"], condition=Q(sent_at__isnull=False, answered_at=None), name="proposal_one_to_think_of"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="proposal_answered_with_an_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sent_at"], condition=Q(sent_at__isnull=False, answered_at=None), name="proposal_thought_about"
            )
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"
