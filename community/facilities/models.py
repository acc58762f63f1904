"""Facilities: treatment centres and recovery communities, their staff, and who stays with them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kit.timestamped import Timestamped

if TYPE_CHECKING:
    from community.members.models import Member


class FacilityQuerySet(models.QuerySet["Facility"]):
    def served_by(self, member: "Member") -> "FacilityQuerySet":
        """Those where the member holds a staff role today."""
        return self.filter(roles__member=member, roles__ended_at=None).distinct()


class Facility(Timestamped):
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True)
    country = models.CharField(max_length=2, default="US")
    time_zone = models.CharField(max_length=64, default="UTC")

    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "facilities"

    def __str__(self) -> str:
        return self.name


class StaffRole(Timestamped):
    """One role of one person at one facility, from ``created_at`` until ``ended_at``."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        COORDINATOR = "coordinator", _("Coordinator")
        MODERATOR = "moderator", _("Moderator")
        COUNSELLOR = "counsellor", _("Counsellor")

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="roles")
    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="staff_roles")
    role = models.CharField(max_length=12, choices=Role)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "member", "role"], condition=Q(ended_at=None), name="staff_role_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class Stay(Timestamped):
    """A person's time with a facility. Its dates are the facility's; the account is the member's."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="stays")
    member = models.ForeignKey("community.Member", on_delete=models.CASCADE, related_name="stays")
    admitted_on = models.DateField(_("admission date"))
    discharged_on = models.DateField(_("discharge date"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(discharged_on=None) | Q(discharged_on__gte=models.F("admitted_on")),
                name="stay_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["facility", "member"], condition=Q(discharged_on=None), name="stay_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"stay {self.pk}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, at: datetime | None = None) -> "InvitationQuerySet":
        """Not used, not withdrawn, not expired."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=at or timezone.now())


class Invitation(Timestamped):
    """A link that lets one person in, once, until it expires. Only the digest of its token is kept."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    admitted_on = models.DateField(_("admission date"))
    invited_by = models.ForeignKey("community.Member", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey("community.Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "community.Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["facility", "-created_at"], name="invitation_by_facility")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
