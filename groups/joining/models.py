"""Asking to come in, with a talk before the decision; and being invited."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.timestamped import Timestamped
from community.members.models import Block, Member
from groups.roster.models import Group, Membership


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def open(self) -> "JoinRequestQuerySet":
        return self.filter(decided_at=None, withdrawn_at=None)

    def visible_to(self, member: Member) -> "JoinRequestQuerySet":
        """One's own, and those of the groups one keeps, less those by people one has blocked."""
        kept = Membership.objects.filter(member=member, ended_at=None, role__in=Membership.KEEPERS).values("group")
        return self.filter(Q(member=member) | Q(group__in=kept), group__archived_at=None).heard_by(member)

    def heard_by(self, member: Member) -> "JoinRequestQuerySet":
        """Less those by people the member has blocked, whom other keepers see to, and by people who have left."""
        blocked = Block.objects.filter(blocker=member).values("blocked")
        return self.filter(member__ended_at=None).exclude(member__in=blocked)


class JoinRequest(Timestamped):
    """Someone asks to come in, under the name they would bear. ``scope`` names the talk about it.

    The talk is a side room of the group (``group:42:request:7``): whoever stops keeping the group leaves it.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("Let in")
        NO = "no", _("Not this time")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="requests")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name in this group"), max_length=40)
    hue = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(_("what you would like to say"), max_length=1000, blank=True)
    #: The agreement they read when they asked; a later one they read before anything else, once they are in.
    agreed_version = models.PositiveIntegerField(default=1)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "member"],
                condition=Q(decided_at=None, withdrawn_at=None),
                name="join_request_open_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, answer="") | (Q(decided_at__isnull=False) & ~Q(answer="")),
                name="join_request_decided_with_an_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["group", "created_at"],
                condition=Q(decided_at=None, withdrawn_at=None),
                name="join_request_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"

    @property
    def scope(self) -> str:
        return f"group:{self.group_id}:request:{self.pk}"

    @property
    def subject(self) -> str:
        return f"request:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None and self.withdrawn_at is None

    def get_absolute_url(self) -> str:
        return reverse("groups:request", args=[self.group.slug, self.pk])


class GroupInvitationQuerySet(models.QuerySet["GroupInvitation"]):
    def open(self, at: datetime | None = None) -> "GroupInvitationQuerySet":
        """Not used, not withdrawn, not run out, into a group that is still there and that whoever gave it keeps.

        A link is worth what its giver's word is worth there: it rests while they were asked to step away, and opens
        nothing once they keep the group no more or their account has ended.
        """
        keeps = Membership.objects.here().filter(
            group=OuterRef("group"), member=OuterRef("by"), role__in=Membership.KEEPERS, member__ended_at=None
        )
        return self.filter(
            Exists(keeps), used_at=None, withdrawn_at=None, expires_at__gt=at or timezone.now(), group__archived_at=None
        )


class GroupInvitation(Timestamped):
    """A link that lets one person into one group, once, until it runs out. Only the digest of its token is kept.

    ``note`` is the keepers' own word for whom it is; ``greeting`` is what the invited person reads. The address a
    link was mailed to is kept nowhere.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=40)
    note = models.CharField(max_length=60, blank=True)
    greeting = models.TextField(max_length=500, blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = GroupInvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "-created_at"], name="group_invitation_newest")]

    def __str__(self) -> str:
        return f"group invitation {self.pk}"
