"""Who may do what with a group's thread of the day. Pure: given the rows, yes or no."""

from groups.daily.models import DailyHost
from groups.roster.models import Membership
from groups.roster.policies import keeps


def may_set(membership: Membership | None) -> bool:
    """Those who keep the group decide whether it has one, and when."""
    return keeps(membership)


def may_host(membership: Membership | None) -> bool:
    """Anyone in the group: hosting is opening the door, nothing more."""
    return membership is not None and membership.ended_at is None and not membership.is_away


def may_free(membership: Membership | None, held: DailyHost) -> bool:
    """Whose day it is gives it back; those who keep the group may too."""
    return membership is not None and (held.membership_id == membership.pk or keeps(membership))
