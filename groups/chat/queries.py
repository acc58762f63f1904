"""What was said last in each of a member's groups: for Today and the list of groups."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from community.conversations.models import Message, Participant
from community.conversations.queries import unread_at
from community.kit.prepared import Prepared
from community.kit.words import excerpt
from community.members.models import Block, Member
from groups.roster.models import Group, Membership

#: The line that is shown is one of so many newest; where none of them is for the reader, none is shown.
NEWEST = 200


@dataclass(frozen=True)
class MyGroup:
    """One of the member's groups (its id, slug, name and kind), and the newest line of its chat that they may read, if
    there is one. ``outside``: its chat is for people at other stages of the road.
    """

    group: Group
    unread: int = 0
    speaker: str = ""
    line: str = ""
    at: datetime | None = None
    outside: bool = False


def my_groups(member: Member) -> list[MyGroup]:
    """The member's groups, the one with the newest line first. Two queries, however many there are."""
    groups = {f"group:{row['of']}": _group(row) for row in _groups.rows(member.pk)}
    places = _places.rows(member.pk)
    mine = [
        _row(groups[place["scope"]], place)
        for place in places
        if place["scope"] in groups  # or they have joined or left in between
    ]
    inside = {place["scope"] for place in places}
    mine += [MyGroup(group, outside=True) for scope, group in groups.items() if scope not in inside]
    return sorted(mine, key=lambda row: (row.at is not None, row.at), reverse=True)


def _memberships_of(member_id: int) -> QuerySet[Membership]:
    return Membership.objects.present().filter(member=Member(pk=member_id), group__archived_at=None)


def _groups_of(member_id: int) -> QuerySet[Any, Any]:
    return _memberships_of(member_id).values(
        of=F("group_id"), slug=F("group__slug"), called=F("group__name"), kind=F("group__kind")
    )


def _places_of(member_id: int) -> QuerySet[Any, Any]:
    """The member's places in the chats of their groups, and which line each may show."""
    newest_line = (
        Message.objects.filter(
            conversation=OuterRef("conversation"),
            # However the planner goes about it, it reads no more than these.
            seq__gt=OuterRef("conversation__last_seq") - NEWEST,
            hidden_at=None,
        )
        .exclude(author__member__in=Block.objects.filter(blocker=Member(pk=member_id)).values("blocked"))
        .order_by("-seq")
    )
    scope = Concat(Value("group:"), Cast("group_id", CharField()))
    scopes = _memberships_of(member_id).annotate(scope=scope).values("scope")
    return Participant.objects.filter(
        member=Member(pk=member_id), ended_at=None, conversation__scope__in=scopes
    ).values(
        scope=F("conversation__scope"),
        unread=unread_at(member_id),
        line=Subquery(newest_line.values("body")[:1]),
        line_at=Subquery(newest_line.values("sent_at")[:1]),
        line_by=Subquery(newest_line.values("author__name")[:1]),
    )


_groups, _places = Prepared(_groups_of), Prepared(_places_of)


def _group(row: dict[str, Any]) -> Group:
    return Group(pk=row["of"], slug=row["slug"], name=row["called"], kind=row["kind"])


def _row(group: Group, place: dict[str, Any]) -> MyGroup:
    unread = len(place["unread"])
    if place["line_at"] is None:
        return MyGroup(group, unread)
    line = excerpt(place["line"]) or _("A picture")
    return MyGroup(group, unread, place["line_by"], line, place["line_at"])
