"""Who may do what at a facility. Pure: no request, no writing."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from community.facilities.models import Facility, Invitation, StaffRole
from community.members.models import Member

Role = StaffRole.Role

#: Recovery codes alone are no second factor: they come with one.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_staff_of(member: Member, facility: Facility, *roles: str) -> bool:
    """Whether the member holds one of these roles (any, where none is named) at the facility today."""
    held = StaffRole.objects.filter(member=member, facility=facility, ended_at=None, member__ended_at=None)
    if roles:
        held = held.filter(role__in=roles)
    return held.exists()


def can_open_facilities(member: Member) -> bool:
    """Operators alone."""
    return member.is_superuser and member.ended_at is None


def can_give_roles(member: Member, facility: Facility) -> bool:
    """Operators, and the facility's owners."""
    return can_open_facilities(member) or is_staff_of(member, facility, Role.OWNER)


def can_invite(member: Member, facility: Facility) -> bool:
    """Owners and coordinators let people in."""
    return is_staff_of(member, facility, Role.OWNER, Role.COORDINATOR)


def can_withdraw(member: Member, invitation: Invitation) -> bool:
    """Whoever may invite there may also take an invitation back."""
    return can_invite(member, invitation.facility)


def has_second_factor(member: Member) -> bool:
    """Whether an authenticator app or a passkey guards the member's account."""
    return Authenticator.objects.filter(user=member, type__in=SECOND_FACTORS).exists()


def second_factor_is_owed(member: Member) -> bool:
    """Whether the desk stays shut for this member until a second factor is set up."""
    return settings.STAFF_SECOND_FACTOR and not has_second_factor(member)
