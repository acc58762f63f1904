"""Asking, and walking together: requests, pairs, and what both agreed on."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.sealed import SealedTextField
from community.kit.timestamped import Timestamped
from community.members.models import Block, Member
from mentorship.profiles.models import MentorOffer

#: A request is answered within this time, or it moves on by itself.
ANSWER_WITHIN = timedelta(hours=48)
#: How many people one may ask at a time.
AT_A_TIME = 3
#: How long someone who was not free is not suggested to, nor asked by, the same person again.
AFTER_A_NO = timedelta(days=60)
#: The same, where they did not answer.
AFTER_SILENCE = timedelta(days=14)
#: The same person is asked at most so often within that time, however often a request is taken back.
SO_OFTEN, WITHIN = 3, timedelta(days=30)


def blocked_between(one: str, other: str) -> Exists:
    """Whether either of the two members named by these columns has blocked the other."""
    return Exists(
        Block.objects.filter(
            Q(blocker=OuterRef(one), blocked=OuterRef(other)) | Q(blocker=OuterRef(other), blocked=OuterRef(one))
        )
    )


class RequestQuerySet(models.QuerySet["Request"]):
    def open(self) -> "RequestQuerySet":
        """Nobody has answered yet, and it has not moved on."""
        return self.filter(settled_at=None)

    def unblocked(self) -> "RequestQuerySet":
        """Between people of whom neither has blocked the other."""
        return self.filter(~blocked_between("mentee", "mentor"))

    def from_member(self, member: Member) -> "RequestQuerySet":
        return self.filter(mentee=member)

    def awaited_by(self, member: Member) -> "RequestQuerySet":
        """What this member has asked and hopes to hear of. Whom they have blocked is gone at once; who has blocked
        them is not free, before long, like anyone else.
        """
        blocked = Block.objects.filter(blocker=member).values("blocked")
        return self.open().filter(mentee=member).exclude(mentor__in=blocked)

    def not_free_lately(self, at: datetime | None = None) -> "RequestQuerySet":
        """Those that found someone who was not free, too short a time ago to ask again."""
        now = at or timezone.now()
        return self.filter(
            Q(outcome=Request.Outcome.DECLINED, settled_at__gt=now - AFTER_A_NO)
            | Q(outcome=Request.Outcome.MOVED_ON, settled_at__gt=now - AFTER_SILENCE)
        )

    def to_tell(self) -> "RequestQuerySet":
        """Those that came to nothing, where the one who asked has not been told yet."""
        return self.filter(outcome__in=[Request.Outcome.DECLINED, Request.Outcome.MOVED_ON], told_at=None)

    def to_member(self, member: Member) -> "RequestQuerySet":
        """Open requests that reach this mentor: not from someone who has gone, or either has blocked."""
        return self.open().filter(mentor=member, mentee__ended_at=None).unblocked()

    def stale(self, at: datetime | None = None) -> "RequestQuerySet":
        """Open ones that cannot be answered any more: their time is over, the mentor has no place left,
        rests, has ended their offer or is overdue for their yearly talk, someone has gone, or one blocks the other.
        """
        now = at or timezone.now()
        return self.open().filter(
            Q(lapses_at__lte=now)
            | Q(offer__review_due__lt=now.date())
            | Q(offer__places_taken__gte=F("offer__places"))
            | Q(offer__paused_at__isnull=False)
            | Q(offer__hidden_at__isnull=False)
            | Q(offer__ended_at__isnull=False)
            | Q(mentor__ended_at__isnull=False)
            | Q(mentee__ended_at__isnull=False)
            | Q(blocked_between("mentee", "mentor"))
        )


class Request(Timestamped):
    """One member's question to one mentor. Settled once, in one way; the two other people never learn which
    of "not now", "too late" and "no place" it was.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("said yes")
        DECLINED = "declined", _("not free just now")
        MOVED_ON = "moved_on", _("not free just now")
        WITHDRAWN = "withdrawn", _("taken back")

    offer = models.ForeignKey(MentorOffer, on_delete=models.CASCADE, related_name="requests")
    mentor = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="requests_of")
    #: Which of the mentee's three it is: with its constraints, the database itself holds the number.
    slot = models.PositiveSmallIntegerField()
    words = SealedTextField(_("a few words"), max_length=1000, blank=True)
    lapses_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    #: When the one who asked was told that it came to nothing, or no longer needed to be.
    told_at = models.DateTimeField(null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentee", "mentor"], condition=Q(settled_at=None), name="request_once"),
            models.UniqueConstraint(fields=["mentee", "slot"], condition=Q(settled_at=None), name="request_slot_once"),
            models.CheckConstraint(condition=Q(slot__gte=1, slot__lte=AT_A_TIME), name="request_three_at_a_time"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="request_settled_with_outcome",
            ),
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="request_to_someone_else"),
        ]
        indexes = [
            models.Index(fields=["lapses_at"], condition=Q(settled_at=None), name="request_due"),
            models.Index(fields=["mentor", "created_at"], condition=Q(settled_at=None), name="request_to_answer"),
            models.Index(fields=["mentee", "-created_at"], name="request_of_mentee"),
            models.Index(
                fields=["mentee"],
                condition=Q(told_at=None, outcome__in=["declined", "moved_on"]),
                name="request_to_tell",
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.settled_at is None

    @property
    def is_accepted(self) -> bool:
        return self.outcome == self.Outcome.ACCEPTED

    @property
    def was_not_free_lately(self) -> bool:
        """Whether the answer is too fresh to ask again; the same rule as ``not_free_lately``."""
        wait = {self.Outcome.DECLINED.value: AFTER_A_NO, self.Outcome.MOVED_ON.value: AFTER_SILENCE}.get(self.outcome)
        return wait is not None and self.settled_at is not None and self.settled_at > timezone.now() - wait


class PairQuerySet(models.QuerySet["Pair"]):
    def of(self, member: Member) -> "PairQuerySet":
        return self.filter(Q(mentor=member) | Q(mentee=member))

    def visible_to(self, member: Member) -> "PairQuerySet":
        """Those the member is or was one of. ``parted`` marks where a block has come between the two: for
        both it looks like an ending, and soon is one."""
        return self.of(member).annotate(parted=blocked_between("mentor", "mentee"))

    def open(self) -> "PairQuerySet":
        """Walking together today."""
        return self.filter(ended_at=None).filter(~blocked_between("mentor", "mentee"))

    def to_part(self) -> "PairQuerySet":
        """Open in the books, though one has blocked the other or left for good."""
        return self.filter(ended_at=None).filter(
            Q(blocked_between("mentor", "mentee"))
            | Q(mentor__ended_at__isnull=False)
            | Q(mentee__ended_at__isnull=False)
        )


class Pair(Timestamped):
    """Two people walking together, from ``created_at`` until ``ended_at``. Nobody owes a reason for its end.

    ``weight``: how many of the mentor's places it takes. A trigger (migration ``0004_loads``) adds it to the offer's
    ``places_taken``. The mentee never learns of it.
    """

    class Weight(models.IntegerChoices):
        ORDINARY = 1, _("as usual")
        MORE = 2, _("asks more just now")

    offer = models.ForeignKey(MentorOffer, on_delete=models.CASCADE, related_name="pairs")
    mentor = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    request = models.OneToOneField(Request, null=True, blank=True, on_delete=models.SET_NULL, related_name="pair")
    weight = models.PositiveSmallIntegerField(choices=Weight, default=Weight.ORDINARY)
    ended_at = models.DateTimeField(null=True, blank=True)
    #: None where it ended by itself: someone left, or a block came between the two.
    ended_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentee"], condition=Q(ended_at=None), name="pair_one_mentor"),
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="pair_of_two"),
            models.CheckConstraint(condition=Q(weight__in=(1, 2)), name="pair_weighs_one_or_two"),
        ]
        indexes = [
            models.Index(fields=["mentor"], condition=Q(ended_at=None), name="pair_of_mentor"),
            models.Index(fields=["mentee", "-created_at"], name="pair_of_mentee"),
        ]

    def __str__(self) -> str:
        return f"pair {self.pk}"

    @property
    def scope(self) -> str:
        return f"pair:{self.pk}"

    def other(self, member: Member) -> Member:
        """The one of the two whom ``member`` meets here."""
        return self.mentee if member.pk == self.mentor_id else self.mentor

    def get_absolute_url(self) -> str:
        return reverse("mentorship:pair", args=[self.pk])


class Acknowledgement(Timestamped):
    """One of the two has read the note on mandated reporting, in this version. Before both have, nobody can write."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="acknowledgements")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    version = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "member", "version"], name="acknowledgement_once")]

    def __str__(self) -> str:
        return f"acknowledgement {self.pk}"


class Rhythm(Timestamped):
    """How the two would like to talk, in the words of one; in force once the other agrees."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="rhythms")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = SealedTextField(_("our rhythm"), max_length=160)
    agreed_at = models.DateTimeField(null=True, blank=True)
    #: A newer proposal, or one taken back, leaves this one behind.
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pair"], condition=Q(agreed_at=None, dropped_at=None), name="rhythm_one_proposed"
            ),
            models.UniqueConstraint(
                fields=["pair"], condition=Q(agreed_at__isnull=False, dropped_at=None), name="rhythm_one_agreed"
            ),
        ]

    def __str__(self) -> str:
        return f"rhythm {self.pk}"
