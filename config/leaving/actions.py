from django.db import transaction

from community.kit.commit import after_commit
from community.kit.gate import Refused
from community.members.actions import end_account
from community.members.models import Member
from groups.roster.actions import appoint, leave
from groups.roster.models import Group, Membership
from mentorship.pairs.actions import part

Role = Membership.Role
#: Who can be asked to lead when the only leader goes: people who carry something already, most first.
_CARRY = (Role.MODERATOR, Role.MENTOR, Role.GREETER)


@transaction.atomic
def leave_for_good(member: Member) -> None:
    """Leave every group, end every pair and the account, at once; no reason is asked or kept.

    A group they alone lead is handed to whoever has carried something there longest. Where there is nobody,
    it stays without a leader for staff to see to: nobody is held here.
    """
    for group in list(Group.objects.of(member).order_by("pk")):  # in one order: two who leave never wait in a circle
        try:
            leave(group, by=member)
        except Refused:
            heir = _heir(group, member)
            if heir is not None:
                appoint(heir, by=member, role=Role.LEADER)
                leave(group, by=member)
    end_account(member)
    after_commit(part)


def _heir(group: Group, member: Member) -> Membership | None:
    others = Membership.objects.present().filter(group=group, member__ended_at=None).exclude(member=member)
    for role in _CARRY:
        heir = others.filter(role=role).order_by("joined_at", "pk").first()
        if heir is not None:
            return heir
    return None
