from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.gate import Refused, require
from community.members.models import Member
from groups.roster.actions.keeping import leave_side_rooms, one_at_a_time, write_keepers
from groups.roster.actions.placing import keep_place
from groups.roster.models import Membership
from groups.roster.notifications import tell_new_role
from groups.roster.policies import leads
from groups.roster.queries import membership_of


@transaction.atomic
def appoint(membership: Membership, *, by: Member, role: str, reason: str = "") -> Membership:
    """Give a member another role, and tell them. Leaders decide; the role they have already changes nothing.

    Raises ``PermissionDenied``, or ``Refused`` where the group would be left without a leader.
    """
    group = membership.group
    one_at_a_time(group)
    leader = membership_of(group, by)
    require(leader is not None and leads(leader))
    leaders = set(
        Membership.objects.present()
        .filter(group=group, role=Membership.Role.LEADER, member__ended_at=None)
        .values_list("pk", flat=True)
    )
    membership.refresh_from_db()
    require(membership.ended_at is None and membership.member.ended_at is None)
    membership.group = group
    if membership.role == role:
        return membership
    if leaders == {membership.pk} and role != Membership.Role.LEADER:
        raise Refused("last_leader", _("A group needs someone who leads it. Please name another leader first."))
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    write_keepers(membership)
    keep_place(membership)
    if before in Membership.KEEPERS and not membership.is_keeper:
        leave_side_rooms(membership)
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
    if membership.member_id != by.pk:
        tell_new_role(membership, reason=reason)
    return membership
