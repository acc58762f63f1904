from community.circle.models import Tie
from community.members.models import Member


def may_let_go(member: Member, tie: Tie) -> bool:
    """Either end may."""
    return member.pk in (tie.member_id, tie.supporter_id)
