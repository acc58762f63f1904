"""Who leads a group whose only leader is gone. A group is never without one."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from community.audit.actions import record
from community.kit.one_by_one import one_by_one
from community.members.models import Member
from groups.roster.actions.archiving import archive
from groups.roster.actions.belonging import leave
from groups.roster.actions.keeping import one_at_a_time, write_keepers
from groups.roster.actions.placing import keep_place
from groups.roster.models import Group, Membership
from groups.roster.notifications import tell_heir, tell_staff_of_heir
from groups.roster.queries import heir_of, leads_alone, membership_of

Role = Membership.Role


@transaction.atomic
def leave_behind(group: Group, *, by: Member) -> None:
    """Leave, whatever one is there. Where one leads it alone, whoever comes next by ``heir_of`` leads it from now on.

    They and the facility's staff are told. Where nobody else is in it, the group is put away. Leaving twice is once.
    """
    one_at_a_time(group)
    membership = membership_of(group, by)
    if membership is None:
        return
    if not leads_alone(membership):
        leave(group, by=by)
        return
    heir = heir_of(group, but=by)
    if heir is None:
        archive(group, by=by, reason="")
        Membership.objects.filter(pk=membership.pk).update(role=Role.MEMBER)
    else:
        _let_inherit(heir)
    leave(group, by=by)


def give_leaders() -> int:
    """Give every group whose leaders' accounts have all ended a leader, or put it away where nobody is left.

    Then the places of those whose accounts have ended end too. Accounts end elsewhere, so this is asked again and
    again; asked twice, done once. Returns how many groups it was.
    """
    done = one_by_one(list(_leaderless().order_by("pk")), _give_leader, what="group_leader.not_given")
    _see_off()
    return done


def _give_leader(group: Group) -> bool:
    one_at_a_time(group)
    if not _leaderless().filter(pk=group.pk).exists():
        return False
    heir = heir_of(group)
    if heir is None:
        archive(group, by=None, reason="")
    else:
        _let_inherit(heir)
    return True


def _see_off() -> None:
    """End the memberships of people whose accounts have ended, as if they had left. What they said stays."""
    gone = Membership.objects.present().filter(member__ended_at__isnull=False, group__archived_at=None)
    rows = gone.select_related("group__facility", "member").order_by("group_id", "pk")
    one_by_one(list(rows), _leave_behind, what="group_place.not_ended")


def _leave_behind(membership: Membership) -> bool:
    leave_behind(membership.group, by=membership.member)
    return True


def _let_inherit(heir: Membership) -> None:
    group, before = heir.group, heir.role
    heir.role = Role.LEADER
    heir.save(update_fields=["role"])
    write_keepers(heir)
    keep_place(heir)
    record(
        "inherit_group",
        by=None,
        scope=group.scope,
        facility=group.facility,
        subject=f"membership:{heir.pk}",
        about=heir.member,
        about_name=heir.name,
        thing=group.name,
        before=before,
        after=Role.LEADER,
    )
    tell_heir(heir)
    tell_staff_of_heir(heir)


def _leaderless() -> QuerySet[Group]:
    return Group.objects.present().exclude(Exists(_present_leaders().filter(group=OuterRef("pk"))))


def _present_leaders() -> QuerySet[Membership]:
    return Membership.objects.present().filter(role=Role.LEADER, member__ended_at=None)
