from community.circle.models import Tie
from community.members.models import Member


def may_let_go(member: Member, tie: Tie) -> bool:
    """Either end may."""
    return member.pk in (tie.member_id, tie.supporter_id)


def may_say_who(member: Member, tie: Tie) -> bool:
    """Whose circle it is."""
    return member.pk == tie.member_id
