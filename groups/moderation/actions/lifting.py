"""What it means in a group that another has taken a decision back: whatever still holds of it ends."""

from django.utils import timezone

from community.conversations.actions import unquiet_participant
from community.members.models import Member
from community.safety.lifting import lifts
from community.safety.models import Decision
from groups.moderation.actions.stepping import open_again
from groups.moderation.queries import membership_in
from groups.roster.actions import settle_in
from groups.roster.actions.keeping import one_at_a_time
from groups.roster.models import Membership, Sanction
from groups.roster.policies import was_removed
from groups.roster.queries import conversation_of


def lift(decision: Decision, by: Member) -> None:
    """End what this decision asked, and nothing that another one did. In the answering transaction."""
    membership = membership_in(decision.scope, decision.member)
    if membership is None or decision.member.ended_at is not None:
        return
    one_at_a_time(membership.group)
    membership.refresh_from_db(fields=["role", "ended_at", "ended_by", "away_until"])
    if decision.act == Decision.Act.REMOVE:
        _give_place_back(decision, membership)
        return
    asked = Sanction.objects.filter(membership=membership, decision=decision, lifted_at=None)
    stood = asked.standing().exists()
    asked.update(lifted_at=timezone.now(), lifted_by=by)
    if stood and decision.act == Decision.Act.QUIET:
        unquiet_participant(conversation_of(membership.group), membership.member)
    elif stood and decision.act == Decision.Act.AWAY:
        open_again(membership)


def _give_place_back(decision: Decision, membership: Membership) -> None:
    """The membership as it was, as a member: they asked for it. Not where they were asked to leave once more."""
    later = Decision.objects.filter(
        member=decision.member, scope=decision.scope, act=Decision.Act.REMOVE, pk__gt=decision.pk, undone_at=None
    )
    group = membership.group
    if not was_removed(membership) or group.archived_at is not None or later.exists():
        return
    since = membership.joined_at
    back = settle_in(group, membership.member, name=membership.name, hue=membership.hue)
    Membership.objects.filter(pk=back.pk).update(joined_at=since)


lifts("group", lift)
