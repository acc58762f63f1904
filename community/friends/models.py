"""Friendships: by the consent of both, and between the names two people met under."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from community.kit.timestamped import Timestamped
from community.members.models import Block, Member


class FriendshipQuerySet(models.QuerySet["Friendship"]):
    def of(self, member: Member) -> "FriendshipQuerySet":
        return self.filter(Q(asker=member) | Q(asked=member))

    def unsettled(self, at: datetime | None = None) -> "FriendshipQuerySet":
        """Asked, and neither agreed, taken back nor run out. A no is settled for the one who said it alone."""
        return self.filter(agreed_at=None, withdrawn_at=None, lapses_at__gt=at or timezone.now())

    def asked_by(self, member: Member) -> "FriendshipQuerySet":
        """What this member asked and may still hope for: a no, a block and silence look the same, until it runs out."""
        return _unblocked_by(self.unsettled().filter(asker=member), member)

    def reaching(self, member: Member) -> "FriendshipQuerySet":
        """Questions this member is asked. None where either has blocked the other, or where they once said no to the
        same name.
        """
        said_no = Friendship.objects.filter(
            scope=OuterRef("scope"), asker=OuterRef("asker"), asked=OuterRef("asked"), declined_at__isnull=False
        )
        found = _unblocked_by(self.unsettled().filter(asked=member, asker__ended_at=None), member)
        return found.filter(~Exists(said_no)).exclude(asker__in=Block.objects.filter(blocked=member).values("blocker"))

    def held_by(self, member: Member) -> "FriendshipQuerySet":
        """This member's friendships today, less those with people they have blocked. Who was blocked sees no
        difference: not a friendship that goes, and so not two that go at one moment, under two names.
        """
        held = self.of(member).filter(agreed_at__isnull=False, ended_at=None)
        return _unblocked_by(held.filter(asker__ended_at=None, asked__ended_at=None), member)


class Friendship(Timestamped):
    """One person's question to another in one place (``scope``), and what came of it.

    It knows both by the names they bore there, and nothing leads from one friendship to another of the same person:
    two who met under two names may ask in both places, and neither row speaks of the other.
    """

    scope = models.CharField(max_length=40)
    #: What the place was called; kept, so that the floor below need not know it.
    met_in = models.CharField(max_length=80)
    asker = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    asker_name = models.CharField(max_length=40)
    asker_hue = models.PositiveSmallIntegerField(default=0)
    asked = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    asked_name = models.CharField(max_length=40)
    asked_hue = models.PositiveSmallIntegerField(default=0)
    lapses_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    #: When each last let the other know that they think of them.
    asker_waved_at = models.DateTimeField(null=True, blank=True)
    asked_waved_at = models.DateTimeField(null=True, blank=True)

    objects = FriendshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "scope",
                Least("asker", "asked"),
                Greatest("asker", "asked"),
                condition=Q(agreed_at__isnull=False, ended_at=None),
                name="friendship_once_a_place",
            ),
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="friendship_of_two"),
        ]
        indexes = [
            models.Index(fields=["asker"], condition=Q(ended_at=None), name="friendship_by_asker"),
            models.Index(fields=["asked"], condition=Q(ended_at=None), name="friendship_by_asked"),
        ]

    def __str__(self) -> str:
        return f"friendship {self.pk}"


def _unblocked_by(found: FriendshipQuerySet, member: Member) -> FriendshipQuerySet:
    blocked = Block.objects.filter(blocker=member).values("blocked")
    return found.exclude(asker__in=blocked).exclude(asked__in=blocked)
