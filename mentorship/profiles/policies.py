"""Who may do what with an offer. Pure: no request, no writing."""

from django.db.models import Q

from community.facilities.models import Facility, StaffRole
from community.facilities.policies import is_staff_of
from community.members.models import Member
from mentorship.profiles.models import MentorOffer

#: Who at a facility looks after its mentors.
LOOKS_AFTER = (StaffRole.Role.OWNER, StaffRole.Role.COORDINATOR)


def can_look_after_mentors(member: Member, facility: Facility) -> bool:
    return is_staff_of(member, facility, *LOOKS_AFTER)


def can_decide(member: Member, offer: MentorOffer) -> bool:
    """Owners and coordinators of the offer's facility; nobody decides on themselves."""
    return offer.member_id != member.pk and can_look_after_mentors(member, offer.facility)


def facilities_to_ask(member: Member) -> list[Facility]:
    """The facilities that may approve this member: those that know them, or any where none does."""
    known = Facility.objects.filter(Q(stays__member=member) | Q(roles__member=member, roles__ended_at=None)).distinct()
    return list(known.order_by("name")) or list(Facility.objects.order_by("name"))
