"""What the queue and the page about one member show."""

from dataclasses import dataclass
from typing import Any

from community.conversations.models import Picture
from community.members.models import Member
from community.safety.models import Case, Decision
from groups.moderation.policies import may_quiet
from groups.roster.models import Group, Membership, Sanction
from groups.roster.queries import current_away, current_silence


@dataclass(frozen=True)
class Care:
    """What stands with one member, and whether the reader may ask them for a pause."""

    membership: Membership
    quiet: Sanction | None
    away: Sanction | None
    may_quiet: bool


def membership_in(scope: str, member: Member | None) -> Membership | None:
    """The member's membership in the group of that scope, present or ended; None where it is no group's."""
    kind, _, pk = scope.partition(":")
    if kind != "group" or not pk.isdecimal() or member is None:
        return None
    return Membership.objects.filter(group=int(pk), member=member).select_related("group__facility", "member").first()


def care_for(membership: Membership, by: Member) -> Care:
    """The pauses that stand, and what ``by`` may do about them."""
    return Care(membership, current_silence(membership), current_away(membership), may_quiet(by, membership))


def decisions_about(membership: Membership) -> list[Decision]:
    """What was decided about a member in this group, newest first."""
    return list(
        Decision.objects.filter(member=membership.member_id, scope=membership.group.scope, undone_at=None)
        .select_related("appeal")
        .order_by("-id")[:20]
    )


def care_about(case: Case, by: Member) -> Care | None:
    """The same for the author of a case, where they belong to its group."""
    membership = membership_in(case.scope, case.author)
    return care_for(membership, by) if membership else None


def cases_of(group: Group, member: Member) -> Any:
    """The group's cases as one of its keepers sees them: never those about themselves."""
    return Case.objects.of_scopes_of(member).filter(scope=group.scope)


def waiting_pictures(group: Group) -> list[Picture]:
    """Pictures in the group's conversations that nobody has looked at yet, the oldest first; thirty at most."""
    waiting = Picture.objects.waiting().of_place(group.scope).select_related("conversation", "author", "message")
    return list(waiting.order_by("created_at")[:30])


def count_waiting_pictures(group: Group) -> int:
    """How many wait. One query."""
    return Picture.objects.waiting().of_place(group.scope).count()
