"""Putting a group away, and bringing it back: nothing in it is lost."""

from django.db import transaction
from django.utils import timezone

from community.audit.actions import record
from community.conversations.actions import close_conversation, mark_seen_many, reopen_conversation
from community.conversations.models import Participant
from community.kit.gate import require
from community.members.models import Member
from community.safety.models import ScopeModerator
from groups.roster.actions.keeping import one_at_a_time, write_keepers
from groups.roster.actions.placing import keep_places
from groups.roster.models import Group, Membership
from groups.roster.notifications import tell_brought_back, tell_put_away
from groups.roster.policies import leads
from groups.roster.queries import conversation_of, membership_of


@transaction.atomic
def archive(group: Group, *, by: Member | None, reason: str) -> bool:
    """Put the group away: from the commit on nobody finds, opens or writes in it, and all of it is kept.

    Its leaders can bring it back; its members are told, with the reason. False where it was put away already. ``by`` is
    None where nobody is left in it. Raises ``PermissionDenied`` for whoever does not lead it.
    """
    one_at_a_time(group)
    leader = membership_of(group, by) if by is not None else None
    require(by is None or leads(leader))
    put_away = Group.objects.filter(pk=group.pk, archived_at=None).update(archived_at=timezone.now(), archived_by=by)
    if not put_away:
        return False
    group.refresh_from_db(fields=["archived_at", "archived_by"])
    talk = conversation_of(group)
    close_conversation(talk)
    places = Participant.objects.filter(conversation=talk, ended_at=None).values_list("member", flat=True)
    mark_seen_many([(talk.pk, member, talk.last_seq) for member in places])  # what nobody can open waits for nobody
    ScopeModerator.objects.filter(scope=group.scope, ended_at=None).update(ended_at=timezone.now())
    _record("archive_group", group, by, leader, reason)
    tell_put_away(group, by=by, reason=reason)
    return True


@transaction.atomic
def bring_back(group: Group, *, by: Member) -> bool:
    """Open the group again as it was. False where it was never away. Raises ``PermissionDenied``."""
    one_at_a_time(group)
    leader = membership_of(group, by)
    require(leads(leader))
    back = Group.objects.filter(pk=group.pk).exclude(archived_at=None).update(archived_at=None, archived_by=None)
    if not back:
        return False
    group.refresh_from_db(fields=["archived_at", "archived_by"])
    reopen_conversation(conversation_of(group))
    for keeper in Membership.objects.present().filter(group=group, role__in=Membership.KEEPERS):
        keeper.group = group
        write_keepers(keeper)
    keep_places(group)
    _record("bring_back_group", group, by, leader, "")
    tell_brought_back(group, by=by)
    return True


def _record(act: str, group: Group, by: Member | None, leader: Membership | None, reason: str) -> None:
    record(
        act,
        by=by,
        reason=reason,
        scope=group.scope,
        facility=group.facility,
        subject=group.scope,
        by_name=leader.name if leader else "",
        thing=group.name,
    )
