"""Who may greet. Pure: given the rows, yes or no."""

from groups.roster.models import Membership
from groups.welcome.models import GREETS, GreetingShift, Swap


def may_greet(membership: Membership) -> bool:
    """Greeters, mentors and those who keep the room put hours of their own on the rota."""
    return membership.ended_at is None and not membership.is_away and membership.role in GREETS


def is_theirs(shift: GreetingShift, membership: Membership) -> bool:
    """Whether the shift is this member's own."""
    return shift.membership_id == membership.pk


def may_take(swap: Swap, membership: Membership) -> bool:
    """Anyone who greets, of another's day."""
    return may_greet(membership) and swap.shift.membership_id != membership.pk
