from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.gate import Refused, require
from community.members.models import Member
from groups.roster.actions.keeping import write_keepers
from groups.roster.models import Membership
from groups.roster.policies import leads
from groups.roster.queries import membership_of


@transaction.atomic
def appoint(membership: Membership, *, by: Member, role: str, reason: str = "") -> Membership:
    """Give a member another role. Leaders decide. Raises ``PermissionDenied``, or ``Refused`` where the group
    would be left without a leader.
    """
    group = membership.group
    leader = membership_of(group, by)
    require(leader is not None and leads(leader))
    members = Membership.objects.select_for_update().filter(group=group, ended_at=None)
    leaders = set(members.filter(role=Membership.Role.LEADER).values_list("pk", flat=True))
    membership.refresh_from_db()
    require(membership.ended_at is None)
    if leaders == {membership.pk} and role != Membership.Role.LEADER:
        raise Refused("last_leader", _("A group needs someone who leads it. Please name another leader first."))
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    membership.group = group
    write_keepers(membership)
    record(
        "appoint",
        by=by,
        reason=reason,
        scope=group.scope,
        facility=group.facility,
        subject=f"membership:{membership.pk}",
        about=membership.member,
        by_name=leader.name if leader else "",
        about_name=membership.name,
        thing=group.name,
        before=before,
        after=role,
    )
    return membership
