from django.db import transaction

from community.kit.gate import require
from community.members.models import Member
from community.safety.actions import required
from community.safety.models import Case, Decision
from groups.moderation.actions.telling import tell, trace
from groups.moderation.policies import may_quiet
from groups.roster.models import Membership, Sanction


@transaction.atomic
def warn(membership: Membership, *, by: Member, reason: str, case: Case | None = None) -> Sanction:
    """A word to the member, in the group's name; nothing else changes.

    Raises ``PermissionDenied``, or ``Refused`` without a reason.
    """
    require(may_quiet(by, membership))
    reason = required(reason)
    trace("warn_member", membership, by=by, reason=reason, case=case)
    decision = tell(Decision.Act.WARN, membership, by=by, reason=reason, case=case)
    return Sanction.objects.create(
        membership=membership, kind=Sanction.Kind.WARN, by=by, reason=reason, decision=decision
    )
