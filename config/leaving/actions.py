"""Ending one's account. Composed at the roof: each room ends what is its own."""

from django.db import transaction

from community.kit.commit import after_commit
from community.members.actions import end_account
from community.members.models import Member
from groups.attendance.actions import purge_all
from groups.roster.actions import leave_behind
from groups.roster.models import Group
from mentorship.pairs.actions import part


@transaction.atomic
def leave_for_good(member: Member) -> None:
    """Leave every group, end every pair and the account, at once; no reason is asked or kept.

    A group they alone lead is handed to whoever has carried most there, for longest, or put away where nobody is left
    (``leave_behind``): nobody is held here.
    """
    for group in list(Group.objects.of(member).order_by("pk")):  # in one order: two who leave never wait in a circle
        leave_behind(group, by=member)
    purge_all(member)
    end_account(member)
    after_commit(part)
