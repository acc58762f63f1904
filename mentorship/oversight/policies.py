"""Who looks at a concern, and who opens a pair's words. Pure: no request, no writing."""

from community.facilities.models import Facility, StaffRole
from community.facilities.policies import is_staff_of
from community.members.models import Member
from mentorship.oversight.models import Concern, Opening
from mentorship.profiles.policies import LOOKS_AFTER


def may_look_at(member: Member, concern: Concern) -> bool:
    """Owners and coordinators of the mentor's facility, never one of the two."""
    return member.ended_at is None and Concern.objects.visible_to(member).filter(pk=concern.pk).exists()


def may_agree(member: Member, opening: Opening) -> bool:
    """Another than who asked."""
    return opening.asked_by_id != member.pk and may_look_at(member, opening.concern)


def may_read(member: Member, opening: Opening) -> bool:
    """The two who opened it, as long as it is open and they look after mentoring there."""
    both = (opening.asked_by_id, opening.agreed_by_id)
    return opening.is_open and member.pk in both and may_look_at(member, opening.concern)


def staff_for(concern: Concern) -> list[Member]:
    """Whoever may look at it, present."""
    facility = concern.pair.offer.facility
    roles = StaffRole.objects.filter(facility=facility, role__in=LOOKS_AFTER, ended_at=None)
    two = (concern.pair.mentor_id, concern.pair.mentee_id)
    return list(Member.objects.present().filter(pk__in=roles.values("member")).exclude(pk__in=two).order_by("pk"))


def operators_for(concern: Concern) -> list[Member]:
    """The operators, present, who are neither of the two."""
    two = (concern.pair.mentor_id, concern.pair.mentee_id)
    return list(Member.objects.present().filter(is_superuser=True).exclude(pk__in=two).order_by("pk"))


def log_of(concern: Concern) -> Facility | None:
    """In whose log acts on it stand. Where one of the two is staff there, who could read it, in none: an entry would
    tell what the other must be able to say unheard. It is kept all the same.
    """
    facility = concern.pair.offer.facility
    two = (concern.pair.mentor, concern.pair.mentee)
    return None if any(is_staff_of(one, facility, *StaffRole.Role.values) for one in two) else facility
