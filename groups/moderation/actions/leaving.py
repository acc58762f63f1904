from django.db import transaction

from community.kit.gate import require
from community.members.models import Member
from community.safety.actions import required
from community.safety.models import Case, Decision
from groups.moderation.actions.telling import tell
from groups.moderation.policies import may_ask_to_leave
from groups.roster.actions import remove
from groups.roster.actions.keeping import one_at_a_time
from groups.roster.models import Membership


@transaction.atomic
def ask_to_leave(membership: Membership, *, by: Member, reason: str, case: Case | None = None) -> None:
    """End a membership for good and tell the person why. What they said stays, under the name they bore.

    Raises ``PermissionDenied``, or ``Refused`` without a reason.
    """
    one_at_a_time(membership.group)  # of two keepers at once, one asks
    membership.refresh_from_db(fields=["role", "ended_at", "away_until"])
    require(may_ask_to_leave(by, membership))
    reason = required(reason)
    decision = tell(Decision.Act.REMOVE, membership, by=by, reason=reason, case=case)
    remove(membership, by=by, reason=decision.reason)
