"""Coming in, and going: by one's own choice, or asked to."""

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.gate import Refused, require
from community.members.models import Member
from community.members.naming.guard import require_good_name
from groups.roster.actions.keeping import leave_side_rooms, one_at_a_time, write_keepers
from groups.roster.actions.placing import keep_place
from groups.roster.models import Group, Membership
from groups.roster.policies import may_come_back, may_join, may_remove
from groups.roster.queries import has_right_to, is_for, leads_alone, membership_of, past_membership


@transaction.atomic
def join(group: Group, *, by: Member, name: str, hue: int | None = None) -> Membership:
    """Become a member of an open group under this name. Joining twice is joining once.

    Raises ``PermissionDenied`` where the group is not open to them, ``Refused`` (field ``name``) where
    the name guard objects.
    """
    one_at_a_time(group)
    past = past_membership(group, by)
    if past is not None and past.ended_at is None:
        return past
    require(may_join(group, past, right=has_right_to(group, by)) and is_for(group, by))
    return settle_in(group, by, name=name, hue=by.hue if hue is None else hue)


@transaction.atomic
def settle_in(group: Group, member: Member, *, name: str, hue: int, role: str = Membership.Role.MEMBER) -> Membership:
    """Write the membership and, where it is for them, its place in the chat. The caller has asked its own policy.

    A name once borne in the group is nobody else's there, also after its bearer left: their words still stand
    under it. Raises ``Refused`` (field ``name``).
    """
    one_at_a_time(group)
    past = past_membership(group, member)
    if past is not None and past.ended_at is None:
        return past
    good_name = require_good_name(name, taken=names_taken(group, member))
    if past is None:
        membership = Membership(group=group, member=member)
    else:
        membership = past
        membership.joined_at, membership.ended_at, membership.ended_by = timezone.now(), None, None
    membership.name, membership.hue, membership.role = good_name, hue, role
    membership.group, membership.agreed_version = group, group.agreement_version
    membership.save()
    Group.objects.filter(pk=group.pk).update(member_count=F("member_count") + 1)
    keep_place(membership)
    write_keepers(membership)
    return membership


@transaction.atomic
def leave(group: Group, *, by: Member) -> None:
    """End one's own membership; what one said stays, under the name one bore. Leaving twice is leaving once.

    Raises ``Refused`` for the only leader: a group is never without one.
    """
    one_at_a_time(group)
    membership = membership_of(group, by)
    if membership is None:
        return
    if leads_alone(membership):
        raise Refused("last_leader", _("You lead this group. Please make someone else a leader before you go."))
    _end(membership, by)


@transaction.atomic
def come_back(past: Membership, *, by: Member) -> Membership:
    """Take one's own leaving back, under the same name, as a member. Twice is once.

    Raises ``PermissionDenied`` for somebody else's membership, or where it is not theirs to take back any more.
    """
    require(past.member_id == by.pk)
    one_at_a_time(past.group)
    past.refresh_from_db(fields=["ended_at", "ended_by"])
    require(past.ended_at is None or (may_come_back(past, timezone.now()) and is_for(past.group, by)))
    back = settle_in(past.group, by, name=past.name, hue=past.hue)
    back.agreed_version = past.agreed_version  # what changed meanwhile they read first, like everyone
    back.save(update_fields=["agreed_version"])
    return back


@transaction.atomic
def remove(membership: Membership, *, by: Member, reason: str) -> None:
    """Ask a member to leave; they come back only by asking. Raises ``PermissionDenied``."""
    group = membership.group
    one_at_a_time(group)
    membership.refresh_from_db()
    keeper = membership_of(group, by)
    require(keeper is not None and may_remove(keeper, membership))
    if keeper is None or membership.ended_at is not None:
        return
    _end(membership, by)
    record(
        "remove_member",
        by=by,
        reason=reason,
        scope=group.scope,
        facility=group.facility,
        subject=f"membership:{membership.pk}",
        about=membership.member,
        by_name=keeper.name,
        about_name=membership.name,
        thing=group.name,
    )


def names_taken(group: Group, by: Member) -> QuerySet[Membership, str]:
    """The keys of the names that others bear or have borne in the group."""
    return Membership.objects.filter(group=group).exclude(member=by).values_list("name_key", flat=True)


def _end(membership: Membership, by: Member) -> None:
    was_keeper = membership.is_keeper
    membership.ended_at, membership.ended_by = timezone.now(), by
    membership.role = Membership.Role.MEMBER
    membership.save(update_fields=["ended_at", "ended_by", "role"])
    Group.objects.filter(pk=membership.group_id).update(member_count=F("member_count") - 1)
    keep_place(membership)
    write_keepers(membership)
    if was_keeper:
        leave_side_rooms(membership)
