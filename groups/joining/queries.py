"""The directory of groups, and what a group's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from community.conversations.models import Participant
from community.members.models import Member
from groups.forum.models import Thread
from groups.forum.queries import thread_list
from groups.joining.models import JoinRequest
from groups.joining.policies import asks_again_at
from groups.roster.models import Group, Membership
from groups.roster.policies import may_ask, may_join
from groups.roster.queries import keepers_of, past_membership

GROUPS_A_PAGE = 24
MEMBERS_A_PAGE = 50
FACES = 11
MOST_WAITING = 50

Named = TypeVar("Named", QuerySet[Group], QuerySet[Membership])


@dataclass(frozen=True)
class Directory:
    """One page of groups; ``after`` begins the next, if there is one."""

    groups: list[Group]
    after: str | None


def directory(member: Member, *, words: str = "", kind: str = "", after: str = "") -> Directory:
    """Groups the member may see, by name: all that fit a search, else those they do not belong to.

    Each carries ``is_mine``. One query; keyset paging over (name, id).
    """
    mine = Membership.objects.filter(member=member, ended_at=None, group=OuterRef("pk"))
    groups = Group.objects.visible_to(member).annotate(is_mine=Exists(mine)).select_related("facility")
    words = " ".join(words.split())
    if words:
        groups = groups.filter(Q(name__icontains=words) | Q(about__icontains=words))
    if kind in Group.Kind.values:
        groups = groups.filter(kind=kind)
    elif not words:
        groups = groups.filter(is_mine=False)
    found = list(_beyond(groups, after).order_by("name", "id")[: GROUPS_A_PAGE + 1])
    return Directory(found[:GROUPS_A_PAGE], _key(found, GROUPS_A_PAGE))


@dataclass(frozen=True)
class MyRequest:
    """A request of one's own that waits for its answer; ``unread`` words were written back."""

    request: JoinRequest
    unread: int


def my_requests(member: Member) -> list[MyRequest]:
    """What the member has asked and nobody has answered yet. Two queries."""
    waiting = list(JoinRequest.objects.open().filter(member=member, group__archived_at=None).select_related("group"))
    places = Participant.objects.filter(member=member, conversation__scope__in=[one.scope for one in waiting])
    unread = {
        place.conversation.scope: max(place.conversation.last_seq - place.seen_seq, 0)
        for place in places.select_related("conversation")
    }
    return [MyRequest(one, unread.get(one.scope, 0)) for one in waiting]


def to_answer(member: Member) -> list[JoinRequest]:
    """Open requests to all groups the member keeps, the longest wait first. One query."""
    kept = Membership.objects.filter(member=member, ended_at=None, role__in=Membership.KEEPERS).values("group")
    waiting = JoinRequest.objects.open().filter(group__in=kept, group__archived_at=None).heard_by(member)
    return list(waiting.select_related("group").order_by("created_at")[:MOST_WAITING])


@dataclass(frozen=True)
class GroupPage:
    """A group as one member sees it. ``last`` is their newest request; ``asks_again`` when they may ask anew."""

    group: Group
    membership: Membership | None
    keepers: list[Membership]
    may_join: bool
    may_ask: bool
    last: JoinRequest | None = None
    asks_again: datetime | None = None
    newest: list[Thread] = field(default_factory=list)
    faces: list[Membership] = field(default_factory=list)
    asking: list[JoinRequest] = field(default_factory=list)


def group_page(group: Group, membership: Membership | None, member: Member) -> GroupPage:
    """What the group's page shows to this member: five queries at most."""
    keepers = keepers_of(group, member)
    if membership is not None:
        return GroupPage(
            group,
            membership,
            keepers,
            may_join=False,
            may_ask=False,
            newest=thread_list(membership, limit=3).threads,
            faces=_faces(group, member),
            asking=requests_for(membership),
        )
    past = past_membership(group, member)
    last = JoinRequest.objects.filter(group=group, member=member).order_by("-pk").first()
    if last is not None:
        last.group = group
    again = asks_again_at(last, timezone.now())
    return GroupPage(
        group,
        None,
        keepers,
        may_join=may_join(group, past),
        may_ask=may_ask(group, past) and again is None and not (last is not None and last.is_open),
        last=last,
        asks_again=again,
    )


def _faces(group: Group, member: Member) -> list[Membership]:
    newest = Membership.objects.seen_by(member).filter(group=group).order_by("-joined_at", "-pk")
    return list(newest[:FACES])


def requests_for(membership: Membership | None) -> list[JoinRequest]:
    """Open requests, the longest wait first, for whoever keeps the group; nothing for anyone else."""
    if membership is None or not membership.is_keeper:
        return []
    asking = JoinRequest.objects.open().filter(group=membership.group).heard_by(membership.member)
    waiting = list(asking.order_by("created_at")[:MOST_WAITING])
    for one in waiting:
        one.group = membership.group
    return waiting


@dataclass(frozen=True)
class MemberList:
    members: list[Membership]
    after: str | None


def member_list(group: Group, reader: Member, *, after: str = "") -> MemberList:
    """Members by name, as the reader sees them, fifty a page. One query."""
    members = Membership.objects.seen_by(reader).filter(group=group)
    found = list(_beyond(members, after).order_by("name", "id")[: MEMBERS_A_PAGE + 1])
    for one in found:
        one.group = group
    return MemberList(found[:MEMBERS_A_PAGE], _key(found, MEMBERS_A_PAGE))


def _beyond(rows: Named, after: str) -> Named:
    name, _, pk = after.rpartition("~")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return rows
    return rows.filter(Q(name__gt=name) | Q(name=name, id__gt=int(pk)))


def _key(found: Sequence[Group | Membership], limit: int) -> str | None:
    return f"{found[limit - 1].name}~{found[limit - 1].pk}" if len(found) > limit else None
