"""Who looks after the directory. Pure: no request, no writing."""

from community.facilities.models import Facility, StaffRole
from community.facilities.policies import is_staff_of
from community.members.models import Member

#: Those of the staff who keep lists of meetings.
KEEPS_LISTS = (StaffRole.Role.OWNER, StaffRole.Role.COORDINATOR)


def can_keep_lists(member: Member, facility: Facility) -> bool:
    """Owners and coordinators add, read in and remove lists."""
    return is_staff_of(member, facility, *KEEPS_LISTS)
