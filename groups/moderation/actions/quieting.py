"""Quiet for a while: reading, reporting and asking for support stay open, and it ends by itself."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.conversations.actions import quiet_participant, unquiet_participant
from community.kit.gate import Refused, require
from community.members.models import Member
from community.safety.actions import required
from community.safety.models import Case, Decision
from groups.moderation.actions.telling import end_ahead, tell, trace
from groups.moderation.policies import may_quiet
from groups.roster.models import Membership, Sanction
from groups.roster.queries import conversation_of, current_silence


@transaction.atomic
def quiet(membership: Membership, *, by: Member, reason: str, until: datetime, case: Case | None = None) -> Sanction:
    """Ask a member not to write in the group until then, at most ``LONGEST`` ahead. Replaces one that stands.

    The chat and the discussions refuse their words meanwhile; the member is told why and until when.
    Raises ``PermissionDenied``, or ``Refused`` (fields ``reason``, ``until``).
    """
    require(may_quiet(by, membership))
    reason = required(reason)
    now = timezone.now()
    end_ahead(until, now)
    Membership.objects.select_for_update().get(pk=membership.pk)
    _lift(membership, by, now)
    quiet_participant(conversation_of(membership.group), membership.member, until=until)
    trace("quiet_member", membership, by=by, reason=reason, case=case, until=until)
    decision = tell(Decision.Act.QUIET, membership, by=by, reason=reason, case=case, until=until)
    return Sanction.objects.create(
        membership=membership, kind=Sanction.Kind.QUIET, by=by, reason=reason, until=until, decision=decision
    )


@transaction.atomic
def unquiet(membership: Membership, *, by: Member, reason: str, case: Case | None = None) -> None:
    """Let the member write again before the end. Raises ``PermissionDenied``, or ``Refused`` where nothing stands."""
    require(may_quiet(by, membership))
    reason = required(reason)
    Membership.objects.select_for_update().get(pk=membership.pk)
    if current_silence(membership) is None:
        raise Refused("not_quiet", _("They can write already."))
    _lift(membership, by, timezone.now())
    unquiet_participant(conversation_of(membership.group), membership.member)
    trace("unquiet_member", membership, by=by, reason=reason, case=case)
    tell(Decision.Act.UNQUIET, membership, by=by, reason=reason, case=case)


def _lift(membership: Membership, by: Member, at: datetime) -> None:
    Sanction.objects.standing(at).filter(membership=membership, kind=Sanction.Kind.QUIET).update(
        lifted_at=at, lifted_by=by
    )
