"""The directory of groups, and what a group's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from community.conversations.models import Participant
from community.facilities.models import Facility, Stay
from community.kit.prepared import PreparedRows
from community.kit.tokens import digest
from community.members.models import Block, Member
from groups.forum.models import Thread
from groups.forum.queries import thread_list
from groups.joining.models import GroupInvitation, JoinRequest
from groups.joining.policies import asks_again_at
from groups.roster.models import AftercareChoice, Group, Membership
from groups.roster.policies import leads, may_ask, may_join
from groups.roster.queries import has_right_to, keepers_of, past_membership

GROUPS_A_PAGE = 24
MEMBERS_A_PAGE = 50
FACES = 11
MOST_WAITING = 50

Named = TypeVar("Named", QuerySet[Group], QuerySet[Membership])


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the directory; empty is everything."""

    words: str = ""
    kind: str = ""
    entry: str = ""
    focus: str = ""
    language: str = ""

    @property
    def is_anything(self) -> bool:
        return not any((self.words, self.kind, self.entry, self.focus, self.language))

    @property
    def more(self) -> bool:
        """Whether something beyond words and kind is looked for."""
        return any((self.entry, self.focus, self.language))


@dataclass(frozen=True)
class Directory:
    """One page of groups; ``after`` begins the next, if there is one."""

    groups: list[Group]
    after: str | None


def directory(member: Member, wanted: Wanted | None = None, *, after: str = "") -> Directory:
    """Groups the member may see, by name: all that fit a search, else those they do not belong to.

    Each carries ``is_mine``. One query; keyset paging over (name, id).
    """
    wanted = wanted or Wanted()
    if wanted.is_anything and not after:
        found = _first_groups(member.pk)
        return Directory(found[:GROUPS_A_PAGE], _key(found, GROUPS_A_PAGE))
    groups: Any = _seen_by(member)
    words = " ".join(wanted.words.split())
    if words:
        groups = groups.filter(Q(name__icontains=words) | Q(about__icontains=words))
    if wanted.kind in Group.Kind.values:
        groups = groups.filter(kind=wanted.kind)
    if wanted.entry in Group.Entry.values:
        groups = groups.filter(entry=wanted.entry)
    if wanted.focus in Group.Focus.values:
        groups = groups.filter(focus__contains=[wanted.focus])
    if wanted.language:
        groups = groups.filter(language=wanted.language)
    if wanted.is_anything:
        groups = groups.filter(~_is_in(member))
    found = list(_beyond(groups, after).order_by("name", "id")[: GROUPS_A_PAGE + 1])
    return Directory(found[:GROUPS_A_PAGE], _key(found, GROUPS_A_PAGE))


def _seen_by(member: Member) -> Any:
    return Group.objects.visible_to(member).annotate(is_mine=_is_in(member)).select_related("facility")


def _is_in(member: Member) -> Exists:
    return Exists(Membership.objects.filter(member=member, ended_at=None, group=OuterRef("pk")))


_first_groups: PreparedRows[Group] = PreparedRows(
    lambda member_id: (
        _seen_by(Member(pk=member_id)).filter(~_is_in(Member(pk=member_id))).order_by("name", "id")[: GROUPS_A_PAGE + 1]
    ),
    int,
)


@dataclass(frozen=True)
class MyRequest:
    """A request of one's own that waits for its answer; ``unread`` words were written back."""

    request: JoinRequest
    unread: int


@dataclass(frozen=True)
class Waiting:
    """Requests that nobody has answered yet: the member's own, and those to the groups they keep."""

    mine: list[MyRequest]
    to_answer: list[JoinRequest]


def waiting_requests(member: Member) -> Waiting:
    """Both, the longest wait first. One query, and one more where the member has asked."""
    waiting = _waiting(member.pk)
    mine = [one for one in waiting if one.member_id == member.pk]
    unread: dict[str, int] = {}
    if mine:
        places = Participant.objects.filter(member=member, conversation__scope__in=[one.scope for one in mine])
        unread = {
            place.conversation.scope: max(place.conversation.last_seq - place.seen_seq, 0)
            for place in places.select_related("conversation")
        }
    return Waiting(
        [MyRequest(one, unread.get(one.scope, 0)) for one in mine],
        [one for one in waiting if one.member_id != member.pk][:MOST_WAITING],
    )


#: Their own come first, whatever else waits.
_waiting: PreparedRows[JoinRequest] = PreparedRows(
    lambda member_id: (
        JoinRequest.objects.open()
        .visible_to(Member(pk=member_id))
        .select_related("group")
        .order_by(Case(When(member=member_id, then=0), default=1), "created_at")[: 2 * MOST_WAITING]
    ),
    int,
)


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
    #: The room is open to them because they are or were with its facility.
    by_right: bool = False
    newest: list[Thread] = field(default_factory=list)
    faces: list[Membership] = field(default_factory=list)
    asking: list[JoinRequest] = field(default_factory=list)

    @property
    def begins(self) -> bool:
        """Whether the room is new and still to be set up by the reader, who leads it."""
        return leads(self.membership) and self.group.member_count <= 1


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
    past, right = past_membership(group, member), has_right_to(group, member)
    last = JoinRequest.objects.filter(group=group, member=member).order_by("-pk").first()
    if last is not None:
        last.group = group
    again = asks_again_at(last, timezone.now())
    return GroupPage(
        group,
        None,
        keepers,
        may_join=may_join(group, past, right=right),
        may_ask=may_ask(group, past, right=right) and again is None and not (last is not None and last.is_open),
        last=last,
        asks_again=again,
        by_right=right and group.kind == Group.Kind.AFTERCARE,
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


def put_away(member: Member) -> list[Group]:
    """Groups that are put away and that the member can bring back, the newest first. One query."""
    return _put_away(member.pk)


_put_away: PreparedRows[Group] = PreparedRows(
    lambda member_id: (
        Group.objects.exclude(archived_at=None)
        .filter(
            memberships__member=member_id,
            memberships__ended_at=None,
            memberships__role=Membership.Role.LEADER,
        )
        .order_by("-archived_at")[:GROUPS_A_PAGE]
    ),
    int,
)


def find_invitation(token: str, *, by: Member) -> GroupInvitation | None:
    """The invitation a link stands for, if ``by`` may take it: open, from someone who keeps the group and whom they may
    meet, into a group that may be theirs. One query.
    """
    return (
        GroupInvitation.objects.open()
        .filter(digest=digest(token), group__in=Group.objects.apart_from(by))
        .exclude(by__in=Block.objects.filter(blocker=by).values("blocked"))
        .exclude(by__in=Block.objects.filter(blocked=by).values("blocker"))
        .select_related("group__facility")
        .first()
    )


@dataclass(frozen=True)
class Invitations:
    """The links of a group: those that still open something, and what became of the newest others."""

    open: list[GroupInvitation]
    over: list[GroupInvitation]


def invitations_of(group: Group) -> Invitations:
    """Two queries."""
    out = GroupInvitation.objects.filter(group=group).order_by("-created_at", "-pk")
    still = GroupInvitation.objects.open()
    return Invitations(
        open=list(out.filter(pk__in=still.values("pk"))),
        over=list(out.exclude(pk__in=still.values("pk")).select_related("used_by")[:10]),
    )


@dataclass
class Staying:
    """A member's right to one facility's aftercare: since which stay, how long, and what it opens."""

    facility: Facility
    stay: Stay
    choice: AftercareChoice | None = None
    mine: list[Group] = field(default_factory=list)
    others: list[Group] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether the stay has ended."""
        return self.stay.discharged_on is not None and self.stay.discharged_on <= timezone.localdate()

    @property
    def is_given_up(self) -> bool:
        return self.choice is not None and self.choice.given_up_at is not None


def staying(member: Member) -> list[Staying]:
    """Every facility the member is or was with, and its aftercare groups as they see them. Three queries."""
    stays = Stay.objects.filter(member=member).select_related("facility").order_by("facility__name", "admitted_on")
    rights = {stay.facility_id: Staying(stay.facility, stay) for stay in stays}  # the newest stay of each
    for choice in AftercareChoice.objects.filter(member=member, facility__in=rights):
        rights[choice.facility_id].choice = choice
    groups = Group.objects.visible_to(member).filter(kind=Group.Kind.AFTERCARE, facility__in=rights)
    for group in groups.annotate(is_mine=_is_in(member)).order_by("name", "pk"):
        right = rights[group.facility_id] if group.facility_id else None
        if right is not None:
            (right.mine if group.is_mine else right.others).append(group)
    return list(rights.values())


def people_to_lead(membership: Membership) -> list[Membership]:
    """Who carries something in the group besides the reader, those who carry most first. One query."""
    order = {role: place for place, role in enumerate(reversed(Membership.Role.values))}
    carry = (
        Membership.objects.seen_by(membership.member)
        .filter(group=membership.group)
        .exclude(role=Membership.Role.MEMBER)
        .exclude(pk=membership.pk)
    )
    people = sorted(carry.order_by("joined_at")[:MEMBERS_A_PAGE], key=lambda one: order[one.role])
    for one in people:
        one.group = membership.group
    return people


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
