"""Who may do what with a deputy and their talks. Pure: no request, no writing."""

from community.members.models import Member
from mentorship.deputies.models import Deputy, DeputyTalk


def can_answer(member: Member, deputy: Deputy) -> bool:
    """The one who was asked."""
    return deputy.deputy.member_id == member.pk


def can_take_back(member: Member, deputy: Deputy) -> bool:
    """Either of the two."""
    return member.pk in (deputy.offer.member_id, deputy.deputy.member_id)


def is_of(member: Member, talk: DeputyTalk) -> bool:
    """The mentee, or the deputy; never their mentor."""
    return member.pk in (talk.pair.mentee_id, talk.deputy.deputy.member_id)
