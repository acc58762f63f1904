"""The trace of what was asked of a member, and the words they are told: one for all that is done here."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.gate import Refused
from community.members.models import Member
from community.safety.actions import announce
from community.safety.models import Case, Decision
from community.safety.policies import name_in
from groups.roster.models import Membership

#: Longer is a decision about belonging, and made as one.
LONGEST = timedelta(days=30)


def end_ahead(until: datetime, now: datetime) -> None:
    """Raise ``Refused`` at the field where the end is not ahead, or further than ``LONGEST``."""
    if not now < until <= now + LONGEST + timedelta(minutes=1):
        raise Refused("until", _("Choose an end between now and thirty days from now."), field="until")


def trace(
    act: str, membership: Membership, *, by: Member, reason: str, case: Case | None, until: datetime | None = None
) -> None:
    """The audit entry, on the case where there is one."""
    group = membership.group
    record(
        act,
        by=by,
        reason=reason,
        scope=group.scope,
        facility=group.facility,
        subject=case.subject if case else f"membership:{membership.pk}",
        about=membership.member,
        by_name=name_in(group.scope, by),
        about_name=membership.name,
        thing=group.name,
        **({"until": until.isoformat()} if until else {}),
    )


def tell(
    act: Decision.Act,
    membership: Membership,
    *,
    by: Member,
    reason: str,
    case: Case | None = None,
    until: datetime | None = None,
) -> Decision:
    """Keep the decision where the member can read it, and tell them."""
    group = membership.group
    return announce(
        membership.member,
        act,
        by=by,
        by_name=name_in(group.scope, by),
        scope=group.scope,
        place=group.name,
        facility=group.facility,
        reason=reason,
        case=case,
        about_name=membership.name,
        until=until,
    )
