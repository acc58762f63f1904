"""What the page of the day and Today show of it, each in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Now
from django.utils import timezone

from community.kit.prepared import Prepared
from community.kit.weekdays import Weekday
from community.members.models import Block, Member
from groups.daily.clock import Part, part_of_day
from groups.daily.models import Daily, DailyHost, DailyLine, DailyRule, Prompt
from groups.roster.models import Group, Membership

#: How many lines of each prompt a page shows; all of them are in the thread.
LINES = 40
#: How many earlier days the page names.
EARLIER = 7
#: A thread is of today for so long.
OF_TODAY = timedelta(hours=36)
MOST_CARDS = 3


@dataclass(frozen=True)
class Said:
    """What was said to one prompt; ``mine``: whether the reader is among them."""

    prompt: Prompt
    lines: list[DailyLine]
    more: bool
    mine: bool


@dataclass(frozen=True)
class Day:
    """A group's day as one member sees it. ``daily`` is None where none is open."""

    rule: DailyRule | None
    daily: Daily | None
    part: Part
    said: list[Said] = field(default_factory=list)
    earlier: list[Daily] = field(default_factory=list)
    host_name: str = ""
    hosts_it: bool = False
    reads_thread: bool = False

    @property
    def asked(self) -> list[Prompt]:
        """The prompts of this part of the member's day, first those that fit it."""
        if self.part == Part.EVENING:
            return [Prompt.LOOK_BACK, Prompt.GRATITUDE]
        return [Prompt.PLEDGE, Prompt.GRATITUDE]

    @property
    def pledge(self) -> str:
        """What the member wanted for today, to look back on."""
        for said in self.said:
            if said.prompt == Prompt.PLEDGE:
                return next((line.post.body for line in reversed(said.lines) if line.mine), "")
        return ""


def day_of(membership: Membership) -> Day:
    """The group's newest day through the member's eyes. At most eight queries."""
    group, member = membership.group, membership.member
    rule = DailyRule.objects.filter(group=group, stopped_at=None).first()
    unheard = Block.objects.filter(blocker=member).values("blocked")
    recent = list(
        Daily.objects.filter(group=group, thread__hidden_at=None)
        .select_related("thread", "host")
        .order_by("-day")[: EARLIER + 1]
    )
    for one in recent:
        one.group = one.thread.group = group
    newest = recent[0] if recent and recent[0].created_at > timezone.now() - OF_TODAY else None
    blocked = set(unheard.values_list("blocked", flat=True))
    part = part_of_day(timezone.localtime())
    if newest is None:
        return Day(rule, None, part, earlier=recent[:EARLIER])
    host = newest.host
    return Day(
        rule,
        newest,
        part,
        said=[_said(newest, prompt, membership, blocked) for prompt in Prompt],
        earlier=recent[1:],
        host_name=host.name if host and host.member_id not in blocked else "",
        hosts_it=host is not None and host.pk == membership.pk,
        reads_thread=newest.thread.author.member_id not in blocked,
    )


def is_open_in(group: Group) -> bool:
    """Whether the group has a thread of the day that is open. One query."""
    return Daily.objects.filter(group=group, created_at__gt=timezone.now() - OF_TODAY, thread__hidden_at=None).exists()


def _said(daily: Daily, prompt: Prompt, membership: Membership, blocked: set[int]) -> Said:
    found = list(
        DailyLine.objects.filter(daily=daily, prompt=prompt, post__hidden_at=None)
        .exclude(post__author__member__in=blocked)
        .select_related("post__author")
        .order_by("-pk")[: LINES + 1]
    )
    for line in found:
        line.post.thread = daily.thread
        line.mine = line.post.author_id == membership.pk
    shown = found[:LINES][::-1]
    return Said(prompt, shown, len(found) > LINES, any(line.mine for line in shown))


@dataclass(frozen=True)
class DayCard:
    """One group's thread of the day on Today."""

    slug: str
    name: str
    part: Part
    pledge: str
    said: frozenset[str]

    @property
    def done(self) -> bool:
        """Whether the member has said what this part of the day asks for."""
        return (Prompt.LOOK_BACK if self.part == Part.EVENING else Prompt.PLEDGE) in self.said


def cards_for(member: Member) -> list[DayCard]:
    """The threads of the day of the member's groups, in their own morning and evening; at midday none. One query."""
    part = part_of_day(timezone.localtime())
    if part == Part.MIDDAY:
        return []
    return [
        DayCard(row["slug"], row["called"], part, row["pledge"] or "", frozenset(_said_by(row)))
        for row in _open_for.rows(member.pk)
    ]


def _said_by(row: dict[str, Any]) -> list[Prompt]:
    return [prompt for prompt in (Prompt.PLEDGE, Prompt.LOOK_BACK) if row[prompt.value] is not None]


def _open_of(member_id: int) -> QuerySet[Any, Any]:
    """The newest day of each group the member is in today."""
    member = Member(pk=member_id)
    mine = Membership.objects.here().filter(member=member, group__archived_at=None).values("group")
    newest = Daily.objects.filter(group=OuterRef("group")).order_by("-day").values("pk")[:1]

    def line(prompt: Prompt) -> QuerySet[Any, Any]:
        said = DailyLine.objects.filter(
            daily=OuterRef("pk"), prompt=prompt, post__author__member=member, post__hidden_at=None
        )
        return said.order_by("-pk").values("post__body")[:1]

    return (
        Daily.objects.filter(
            group__in=mine, created_at__gt=Now() - OF_TODAY, pk=Subquery(newest), thread__hidden_at=None
        )
        .order_by("group__name")
        .values(
            slug=F("group__slug"),
            called=F("group__name"),
            pledge=Subquery(line(Prompt.PLEDGE)),
            look_back=Subquery(line(Prompt.LOOK_BACK)),
        )[:MOST_CARDS]
    )


_open_for = Prepared(_open_of)


@dataclass(frozen=True)
class HostDay:
    """One day of the hosts' rota, as a member sees it."""

    weekday: Weekday
    name: str
    mine: bool
    free: bool
    may_free: bool


def rota_of(membership: Membership) -> list[HostDay]:
    """The seven days, and who hosts on each; somebody the member has blocked is not named. Two queries."""
    held = {
        one.weekday: one
        for one in DailyHost.objects.filter(
            group=membership.group_id, membership__ended_at=None, membership__member__ended_at=None
        ).select_related("membership")
    }
    blocked = set(Block.objects.filter(blocker=membership.member).values_list("blocked", flat=True))
    days = []
    for weekday in Weekday:
        host = held.get(weekday)
        mine = host is not None and host.membership_id == membership.pk
        name = host.membership.name if host and host.membership.member_id not in blocked else ""
        days.append(HostDay(weekday, name, mine, host is None, mine or (host is not None and membership.is_keeper)))
    return days


def next_opening_of(membership: Membership) -> datetime | None:
    """When the next thread of the group opens; None where none will."""
    return (
        DailyRule.objects.filter(group=membership.group_id, stopped_at=None).values_list("next_at", flat=True).first()
    )
