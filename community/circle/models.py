"""My circle: family, friends, a sponsor; who is near, until one of the two lets go."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.timestamped import Timestamped
from community.members.models import Member


class Nearness(models.TextChoices):
    """As what someone is in a circle."""

    NEAR = "near", _("Someone near")
    SPONSOR = "sponsor", _("My sponsor")


class TieQuerySet(models.QuerySet["Tie"]):
    def live(self) -> "TieQuerySet":
        """Not revoked, and both accounts are present."""
        return self.filter(ended_at=None, member__ended_at=None, supporter__ended_at=None)

    def visible_to(self, viewer: Member) -> "TieQuerySet":
        """Live ones of which the viewer is an end, and where neither has blocked the other."""
        met = Member.objects.visible_to(viewer).values("pk")
        return self.live().filter(Q(member=viewer, supporter__in=met) | Q(supporter=viewer, member__in=met))


class Tie(Timestamped):
    """One supporter in one member's circle, since ``created_at``.

    ``name`` is what the member calls them. Being in a circle shows nothing yet but that the other is
    here; what more is shown will be rows of their own, each with an end.
    """

    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="ties")
    supporter = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="supporting")
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=Nearness, default=Nearness.NEAR)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("community.Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = TieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "supporter"], condition=Q(ended_at=None), name="tie_once"),
            models.CheckConstraint(condition=~Q(member=F("supporter")), name="tie_someone_else"),
        ]
        indexes = [models.Index(fields=["supporter"], condition=Q(ended_at=None), name="tie_by_supporter")]

    def __str__(self) -> str:
        return f"tie {self.pk}"

    @property
    def is_sponsor(self) -> bool:
        return self.kind == Nearness.SPONSOR


class CircleInvitationQuerySet(models.QuerySet["CircleInvitation"]):
    def open(self, at: datetime | None = None) -> "CircleInvitationQuerySet":
        """Not used, not withdrawn, not expired, from someone who is still here."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=at or timezone.now(), member__ended_at=None)

    def named_sponsors(self) -> "CircleInvitationQuerySet":
        """Sponsors who have not come yet: they stay named when their link has run out, until they are taken back."""
        return self.filter(kind=Nearness.SPONSOR, used_at=None, withdrawn_at=None, member__ended_at=None)


class CircleInvitation(Timestamped):
    """A link that brings one person into one circle, once. Only the digest of its token is kept."""

    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="circle_invitations")
    name = models.CharField(_("what you call them"), max_length=40)
    kind = models.CharField(max_length=8, choices=Nearness, default=Nearness.NEAR)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    tie = models.OneToOneField(Tie, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CircleInvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"circle invitation {self.pk}"

    @property
    def is_for_sponsor(self) -> bool:
        return self.kind == Nearness.SPONSOR

    @property
    def has_run_out(self) -> bool:
        return self.expires_at <= timezone.now()
