"""Who may do what with a friendship. Pure: given the rows, yes or no."""

from community.friends.models import Friendship
from community.members.models import Member


def may_answer(member: Member, friendship: Friendship) -> bool:
    """The one who was asked."""
    return member.pk == friendship.asked_id


def may_take_back(member: Member, friendship: Friendship) -> bool:
    """The one who asked."""
    return member.pk == friendship.asker_id


def is_of(member: Member, friendship: Friendship) -> bool:
    """One of the two."""
    return member.pk in (friendship.asker_id, friendship.asked_id)
