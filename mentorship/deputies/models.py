"""Who is there for a mentor's people while the mentor rests, and the talks that come of it."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from community.kit.timestamped import Timestamped
from community.members.models import Member
from mentorship.pairs.models import Pair, blocked_between
from mentorship.profiles.agreement import REPORTING_NOTE
from mentorship.profiles.models import MentorOffer

#: A question that nobody answers is dropped after this time.
ASKED_FOR = timedelta(days=14)


class DeputyQuerySet(models.QuerySet["Deputy"]):
    def standing(self) -> "DeputyQuerySet":
        """Asked or agreed, and not ended in the books."""
        return self.filter(ended_at=None)

    def holding(self) -> "DeputyQuerySet":
        """Standing, and nothing has come between: both are mentors of one house today, the deputy does not rest, and
        neither has blocked the other."""
        return self.standing().filter(
            ~blocked_between("offer__member", "deputy__member"),
            offer__approved_at__isnull=False,
            offer__ended_at=None,
            offer__member__ended_at=None,
            offer__facility=F("deputy__facility"),
            deputy__approved_at__isnull=False,
            deputy__ended_at=None,
            deputy__hidden_at=None,
            deputy__paused_at=None,
            deputy__member__ended_at=None,
        )

    def in_force(self) -> "DeputyQuerySet":
        """Agreed, and the mentor rests."""
        return self.holding().filter(agreed_at__isnull=False, offer__paused_at__isnull=False)

    def to_end(self) -> "DeputyQuerySet":
        """Standing in the books, though something has come between, the rest they were there for is over, or nobody
        has answered for long."""
        over = Q(began_at__isnull=False, offer__paused_at=None)
        silent = Q(agreed_at=None, created_at__lte=timezone.now() - ASKED_FOR)
        return self.standing().filter(over | silent | ~Q(pk__in=Deputy.objects.holding().values("pk")))


class Deputy(Timestamped):
    """The mentor of ``deputy`` is there for the people of ``offer``'s while that one rests: asked, agreed, ended.

    One at a time. It ends with the rest (``began_at``: when the rest was seen to have begun), with either offer, by a
    block, or by either's word. Takes no place.
    """

    offer = models.ForeignKey(MentorOffer, on_delete=models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(MentorOffer, on_delete=models.CASCADE, related_name="stands_in")
    agreed_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    #: None where it ended by itself.
    ended_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = DeputyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer"], condition=Q(ended_at=None), name="deputy_one_at_a_time"),
            models.CheckConstraint(condition=~Q(offer=F("deputy")), name="deputy_is_someone_else"),
        ]
        indexes = [models.Index(fields=["deputy"], condition=Q(ended_at=None), name="deputy_stands_in")]

    def __str__(self) -> str:
        return f"deputy {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("mentorship:stand_in", args=[self.pk])


class DeputyTalkQuerySet(models.QuerySet["DeputyTalk"]):
    def standing(self) -> "DeputyTalkQuerySet":
        return self.filter(ended_at=None)

    def open(self) -> "DeputyTalkQuerySet":
        """Going on today."""
        return self.standing().filter(
            ~blocked_between("pair__mentee", "deputy__deputy__member"),
            deputy__in=Deputy.objects.in_force(),
            pair__in=Pair.objects.open(),
            pair__mentee__ended_at=None,
        )

    def visible_to(self, member: Member) -> "DeputyTalkQuerySet":
        """Those the member is, or was, one of the two of. Nobody else's, the mentor's least of all."""
        begun = self.filter(read_by_mentee_at__isnull=False)
        return begun.filter(Q(pair__mentee=member) | Q(deputy__deputy__member=member))

    def to_end(self) -> "DeputyTalkQuerySet":
        """Standing in the books, though it has no ground any more."""
        return self.standing().exclude(pk__in=DeputyTalk.objects.open().values("pk"))


class DeputyTalk(Timestamped):
    """A mentee has turned to the deputy: a talk of the two, until the mentor is back.

    Of the pair's own talk, goals and notes nothing leads here. Where the mentee would rather not, a row that ended
    before it began keeps that.
    """

    deputy = models.ForeignKey(Deputy, on_delete=models.CASCADE, related_name="talks")
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="deputy_talks")
    #: The version of the note on mandated reporting that they read; both, before anybody can write.
    note = models.CharField(max_length=12, blank=True)
    read_by_mentee_at = models.DateTimeField(null=True, blank=True)
    read_by_deputy_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = DeputyTalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair"], condition=Q(ended_at=None), name="deputy_talk_one_at_a_time")
        ]

    def __str__(self) -> str:
        return f"deputy talk {self.pk}"

    @property
    def scope(self) -> str:
        """Below the pair's, so that what is new counts with the pairs'."""
        return f"{self.pair.scope}:deputy:{self.pk}"

    @property
    def mentee(self) -> Member:
        return self.pair.mentee

    @property
    def stand_in(self) -> Member:
        return self.deputy.deputy.member

    def other(self, member: Member) -> Member:
        return self.stand_in if member.pk == self.pair.mentee_id else self.mentee

    def has_read(self, member: Member) -> bool:
        at = self.read_by_mentee_at if member.pk == self.pair.mentee_id else self.read_by_deputy_at
        return self.note == REPORTING_NOTE and at is not None

    @property
    def has_begun(self) -> bool:
        return self.has_read(self.mentee) and self.has_read(self.stand_in)

    def get_absolute_url(self) -> str:
        return reverse("mentorship:deputy_talk", args=[self.pk])
