"""Which of the two somebody is."""

from community.members.models import Member
from mentorship.pairs.models import Pair


def is_mentor(member: Member, pair: Pair) -> bool:
    return pair.mentor_id == member.pk


def is_mentee(member: Member, pair: Pair) -> bool:
    return pair.mentee_id == member.pk
