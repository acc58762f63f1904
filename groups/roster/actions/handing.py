from django.db import transaction
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from groups.roster.actions.appointing import appoint
from groups.roster.actions.keeping import one_at_a_time
from groups.roster.models import Membership
from groups.roster.policies import leads
from groups.roster.queries import membership_of

#: What one may be after having led.
AFTERWARDS = (Membership.Role.MODERATOR, Membership.Role.MENTOR, Membership.Role.GREETER, Membership.Role.MEMBER)


@transaction.atomic
def hand_over(to: Membership, *, by: Member, reason: str, afterwards: str = Membership.Role.MEMBER) -> Membership:
    """Make somebody else the leader and step down, in one step: at no moment is nobody the leader.

    ``afterwards`` is what one is in the group from now on. Both changes stand in the log, and the new leader is told.
    Raises ``PermissionDenied``, or ``Refused`` for handing it to oneself, to someone who was asked to step away, or for
    a role one cannot have afterwards (field ``afterwards``).
    """
    one_at_a_time(to.group)
    mine = membership_of(to.group, by)
    require(leads(mine))
    if mine is None or mine.pk == to.pk:
        raise Refused("self", _("You lead it already. Choose somebody else."))
    if to.is_away:
        raise Refused("away", _("They were asked to step away for a while. Choose somebody else, or wait until then."))
    if afterwards not in AFTERWARDS:
        raise Refused("role", _("Please choose one of these."), field="afterwards")
    appoint(to, by=by, role=Membership.Role.LEADER, reason=reason)
    appoint(mine, by=by, role=afterwards, reason=reason)
    return to
