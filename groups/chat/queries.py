"""What was said last in each of a member's groups: for Today and the list of groups."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from community.conversations.models import Message, Participant
from community.members.models import Block, Member
from groups.roster.models import Group, Membership


@dataclass(frozen=True)
class MyGroup:
    """One of the member's groups, and the newest line of its chat that they may read, if there is one."""

    group: Group
    membership: Membership
    unread: int = 0
    speaker: str = ""
    line: str = ""
    at: datetime | None = None


def my_groups(member: Member) -> list[MyGroup]:
    """The member's groups, the one with the newest line first. Three queries, however many there are."""
    memberships = Membership.objects.present().filter(member=member, group__archived_at=None).select_related("group")
    by_scope = {membership.group.scope: membership for membership in memberships}
    newest_line = (
        Message.objects.filter(conversation=OuterRef("conversation"), hidden_at=None)
        .exclude(author__member__in=Block.objects.filter(blocker=member).values("blocked"))
        .order_by("-seq")
        .values("pk")[:1]
    )
    places = list(
        Participant.objects.filter(member=member, ended_at=None, conversation__scope__in=by_scope)
        .select_related("conversation")
        .annotate(newest_line=Subquery(newest_line))
    )
    lines = (
        Message.objects.filter(pk__in=[place.newest_line for place in places if place.newest_line])
        .select_related("author")
        .in_bulk()
    )
    mine = [_row(by_scope[place.conversation.scope], place, lines.get(place.newest_line)) for place in places]
    return sorted(mine, key=lambda row: (row.at is not None, row.at), reverse=True)


def _row(membership: Membership, place: Participant, newest: Message | None) -> MyGroup:
    unread = max(place.conversation.last_seq - place.seen_seq, 0)
    if newest is None:
        return MyGroup(membership.group, membership, unread)
    return MyGroup(membership.group, membership, unread, newest.author.name, newest.excerpt(), newest.sent_at)
