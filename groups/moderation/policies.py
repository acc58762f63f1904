"""Who may ask what of a member. Pure: given the rows, yes or no."""

from community.facilities.models import StaffRole
from community.facilities.policies import is_staff_of
from community.members.models import Member
from groups.roster.models import Membership
from groups.roster.policies import may_remove
from groups.roster.queries import membership_of

#: The staff of a facility who may act in its groups, as they may decide its cases.
STAFF_WHO_ACT = (StaffRole.Role.OWNER, StaffRole.Role.MODERATOR)


def may_quiet(by: Member, target: Membership) -> bool:
    """Keepers of the group, as they may ask someone to leave: moderators not on each other, nobody on a leader
    or on themselves. Staff of the group's facility may quiet anyone in it but themselves.
    """
    if by.pk == target.member_id or target.ended_at is not None or by.ended_at is not None:
        return False
    facility = target.group.facility
    if facility is not None and is_staff_of(by, facility, *STAFF_WHO_ACT):
        return True
    return may_remove(membership_of(target.group, by), target)


def may_ask_to_leave(by: Member, target: Membership) -> bool:
    """Keepers of the group alone; staff quiet, and talk with its leaders."""
    return target.ended_at is None and may_remove(membership_of(target.group, by), target)
