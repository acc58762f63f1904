"""Who may do what with a round. Pure."""

from community.members.models import Member
from mentorship.profiles.policies import can_look_after_mentors
from mentorship.rounds.models import Proposal, Round


def can_run(member: Member, round_: Round) -> bool:
    """Owners and coordinators of its facility."""
    return can_look_after_mentors(member, round_.facility)


def can_answer(member: Member, proposal: Proposal) -> bool:
    """The mentee alone, once it was sent."""
    return proposal.mentee_id == member.pk and proposal.sent_at is not None
