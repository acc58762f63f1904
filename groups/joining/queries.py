"""The directory of groups, and what a group's page shows."""

from dataclasses import dataclass, field

from django.db.models import Q

from community.members.models import Member
from groups.forum.models import Thread
from groups.forum.queries import thread_list
from groups.joining.models import JoinRequest
from groups.roster.models import Group, Membership
from groups.roster.policies import may_ask, may_join
from groups.roster.queries import keepers_of, past_membership

GROUPS_A_PAGE = 24


@dataclass(frozen=True)
class Directory:
    """One page of the groups a member may see and is not in; ``after`` begins the next, if there is one."""

    groups: list[Group]
    after: str | None


def directory(member: Member, *, words: str = "", kind: str = "", after: str = "") -> Directory:
    """Visible groups by name that the member does not belong to. One query; keyset paging over (name, id)."""
    mine = Membership.objects.filter(member=member, ended_at=None).values("group")
    groups = Group.objects.visible_to(member).exclude(pk__in=mine).select_related("facility").order_by("name", "id")
    if words.strip():
        groups = groups.filter(Q(name__icontains=words.strip()) | Q(about__icontains=words.strip()))
    if kind in Group.Kind.values:
        groups = groups.filter(kind=kind)
    name, _, pk = after.rpartition("~")
    if pk.isdecimal() and len(pk) < 19:
        groups = groups.filter(Q(name__gt=name) | Q(name=name, id__gt=int(pk)))
    found = list(groups[: GROUPS_A_PAGE + 1])
    shown = found[:GROUPS_A_PAGE]
    return Directory(shown, f"{shown[-1].name}~{shown[-1].pk}" if len(found) > GROUPS_A_PAGE else None)


@dataclass(frozen=True)
class GroupPage:
    """A group as one member sees it."""

    group: Group
    membership: Membership | None
    keepers: list[Membership]
    may_join: bool
    may_ask: bool
    waiting: JoinRequest | None
    newest: list[Thread] = field(default_factory=list)
    asking: list[JoinRequest] = field(default_factory=list)


def group_page(group: Group, membership: Membership | None, member: Member) -> GroupPage:
    past = membership or past_membership(group, member)
    waiting = None
    if membership is None:
        waiting = JoinRequest.objects.open().filter(group=group, member=member).first()
    return GroupPage(
        group=group,
        membership=membership,
        keepers=keepers_of(group, member),
        may_join=membership is None and may_join(group, past),
        may_ask=membership is None and waiting is None and may_ask(group, past),
        waiting=waiting,
        newest=_newest(membership),
        asking=requests_for(membership),
    )


def _newest(membership: Membership | None) -> list[Thread]:
    return thread_list(membership, limit=3).threads if membership else []


def requests_for(membership: Membership | None) -> list[JoinRequest]:
    """Open requests, the longest wait first, for whoever keeps the group; nothing for anyone else."""
    if membership is None or not membership.is_keeper:
        return []
    waiting = list(JoinRequest.objects.open().filter(group=membership.group).order_by("created_at")[:50])
    for one in waiting:
        one.group = membership.group
    return waiting


@dataclass(frozen=True)
class MemberList:
    members: list[Membership]
    after: str | None


def member_list(group: Group, reader: Member, *, after: str = "") -> MemberList:
    """Members by name, as the reader sees them, fifty a page. One query."""
    members = Membership.objects.seen_by(reader).filter(group=group).order_by("name", "id")
    name, _, pk = after.rpartition("~")
    if pk.isdecimal() and len(pk) < 19:
        members = members.filter(Q(name__gt=name) | Q(name=name, id__gt=int(pk)))
    found = list(members[:51])
    shown = found[:50]
    for one in shown:
        one.group = group
    return MemberList(shown, f"{shown[-1].name}~{shown[-1].pk}" if len(found) > 50 else None)
