"""Who may do what with a request or a pair. Pure: no request of a browser, no writing."""

from community.members.models import Member
from mentorship.pairs.models import Pair, Request
from mentorship.pairs.turns import Turn
from mentorship.profiles.policies import can_look_after_mentors


def can_answer(member: Member, request: Request) -> bool:
    """The one who was asked."""
    return request.mentor_id == member.pk


def can_withdraw(member: Member, request: Request) -> bool:
    """The one who asked."""
    return request.mentee_id == member.pk


def stands_in_line_of(member: Member, turn: Turn) -> bool:
    """The one whose line it is."""
    return turn.mentee_id == member.pk


def is_of(member: Member, pair: Pair) -> bool:
    """One of the two."""
    return member.pk in (pair.mentor_id, pair.mentee_id)


def is_mentor_of(member: Member, pair: Pair) -> bool:
    return member.pk == pair.mentor_id


def can_look_after(member: Member, pair: Pair) -> bool:
    """Owners and coordinators of the mentor's facility; never one of the two."""
    return not is_of(member, pair) and can_look_after_mentors(member, pair.offer.facility)
