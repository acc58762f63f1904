"""Newcomers whose first words nobody has answered yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from django.db.models import BigIntegerField, CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Now
from django.urls import reverse
from django.utils import timezone

from community.conversations.models import Message, Participant
from community.conversations.pages import Line
from community.kit.prepared import Prepared
from community.kit.words import excerpt
from community.members.models import Block, Member
from groups.forum.models import Post, Thread
from groups.roster.models import Group, Membership

#: First words stay on the list this long; after that they are the keepers' to look at.
WAITS = timedelta(hours=48)
#: Who came in this lately is new here.
NEW = timedelta(days=14)
MOST = 5


@dataclass(frozen=True)
class FirstWords:
    """Someone new said something, and no one has answered. ``kind`` is "discussion" or "chat"."""

    kind: str
    name: str
    hue: int
    words: str
    at: datetime
    group: Group
    url: str


def could_use_a_hello(member: Member) -> list[FirstWords]:
    """First words in the member's groups that wait for a hello, the longest wait first. Four queries."""
    groups = {group.pk: group for group in Group.objects.of(member)}
    waiting = [
        _first_words(row, groups[row["of_group"]])
        for ask in (_discussions, _replies, _lines)
        for row in ask.rows(member.pk)
        if row["of_group"] in groups
    ]
    waiting.sort(key=lambda words: words.at, reverse=True)
    # Whoever spoke twice in a group is named once, with the words that wait longest.
    once = {(words.group.pk, words.name): words for words in waiting}
    return sorted(once.values(), key=lambda words: words.at)[:MOST]


def _first_words(row: dict[str, Any], group: Group) -> FirstWords:
    """A row of any of the three, as Today shows it."""
    kind = "chat" if row["thread_pk"] is None else "discussion"
    if kind == "chat":
        url = reverse("groups:chat", args=[group.slug])
    else:
        thread = Thread(pk=row["thread_pk"], group=group)
        said = Post(thread=thread, number=row["place"]) if row["place"] else None
        url = said.get_absolute_url() if said else f"{thread.get_absolute_url()}#answer"
    return FirstWords(kind, row["by"], row["by_hue"], excerpt(row["said"]), row["at"], group, url)


def _shown(
    words: QuerySet[Any], *, of_group: str, at: str, thread_pk: Combinable, place: Combinable
) -> QuerySet[Any, dict[str, Any]]:
    """The columns that all three have in common; the longest wait first."""
    return words.order_by(at).values(
        by=F("author__name"),
        by_hue=F("author__hue"),
        said=F("body"),
        at=F(at),
        of_group=F(of_group),
        thread_pk=thread_pk,
        place=place,
    )[:MOST]


def _groups_of(member: Member) -> QuerySet[Membership]:
    return Membership.objects.here().filter(member=member, group__archived_at=None)


def _first_threads(member_id: int) -> QuerySet[Any, dict[str, Any]]:
    """A newcomer's first words where they begin a discussion, and nobody else has answered."""
    member = Member(pk=member_id)
    answered = Post.objects.filter(thread=OuterRef("pk"), hidden_at=None).exclude(author=OuterRef("author"))
    earlier = Thread.objects.filter(author=OuterRef("author"), created_at__lt=OuterRef("created_at"))
    threads = (
        Thread.objects.filter(group__in=_groups_of(member).values("group"), hidden_at=None)
        .filter(created_at__gt=Now() - WAITS)
        .filter(author__ended_at=None, author__joined_at__gt=Now() - NEW)
        .filter(author__role=Membership.Role.MEMBER)
        .exclude(author__member=member)
        .heard_by(member)
        .filter(~Exists(answered), ~Exists(earlier))
    )
    return _shown(threads, of_group="group_id", at="created_at", thread_pk=F("pk"), place=Value(0))


def _first_replies(member_id: int) -> QuerySet[Any, dict[str, Any]]:
    """A newcomer's first words where they answer others, and nobody else has written below them."""
    member = Member(pk=member_id)
    others = Post.objects.filter(thread=OuterRef("thread"), number__gt=OuterRef("number"), hidden_at=None).exclude(
        author=OuterRef("author")
    )
    earlier = Post.objects.filter(author=OuterRef("author"), created_at__lt=OuterRef("created_at"))
    began = Thread.objects.filter(author=OuterRef("author"), created_at__lt=OuterRef("created_at"))
    posts = (
        Post.objects.filter(thread__group__in=_groups_of(member).values("group"), hidden_at=None)
        .filter(created_at__gt=Now() - WAITS)
        .filter(thread__hidden_at=None, thread__last_post_at__gt=Now() - WAITS)
        .filter(author__ended_at=None, author__joined_at__gt=Now() - NEW)
        .filter(author__role=Membership.Role.MEMBER)
        .exclude(author__member=member)
        .exclude(thread__author__member__in=Block.objects.filter(blocker=member).values("blocked"))
        .heard_by(member)
        .filter(~Exists(others), ~Exists(earlier), ~Exists(began))
    )
    return _shown(posts, of_group="thread__group_id", at="created_at", thread_pk=F("thread_id"), place=F("number"))


def _first_lines(member_id: int) -> QuerySet[Any, dict[str, Any]]:
    """Chat: a newcomer's first message after which nobody else has spoken."""
    member = Member(pk=member_id)
    others = Message.objects.filter(
        conversation=OuterRef("conversation"), seq__gt=OuterRef("seq"), hidden_at=None
    ).exclude(author=OuterRef("author"))
    earlier = Message.objects.filter(author=OuterRef("author"), seq__lt=OuterRef("seq"))
    scope = Concat(Value("group:"), Cast("group_id", CharField()))
    in_this_group = _groups_of(member).annotate(scope=scope).filter(scope=OuterRef("conversation__scope"))
    work_here = (
        Membership.objects.filter(member=OuterRef("author__member"))
        .exclude(role=Membership.Role.MEMBER)
        .annotate(scope=scope)
        .filter(scope=OuterRef("conversation__scope"))
    )
    lines = (
        Message.objects.filter(conversation__scope__in=_groups_of(member).annotate(scope=scope).values("scope"))
        .filter(hidden_at=None, sent_at__gt=Now() - WAITS)
        .filter(seq__gt=F("conversation__last_seq") - 50)
        .filter(author__ended_at=None, author__created_at__gt=Now() - NEW)
        .exclude(author__member=member)
        .exclude(author__member__in=Block.objects.filter(blocker=member).values("blocked"))
        .filter(~Exists(others), ~Exists(earlier), ~Exists(work_here))
        .annotate(group_pk=Subquery(in_this_group.values("group")[:1]))
    )
    nowhere = Cast(Value(None), BigIntegerField())
    return _shown(lines, of_group="group_pk", at="sent_at", thread_pk=nowhere, place=nowhere)


_discussions, _replies, _lines = Prepared(_first_threads), Prepared(_first_replies), Prepared(_first_lines)


def new_in_chat(mine: Membership, lines: Sequence[Line]) -> Participant | None:
    """The one to say hello to: someone new here whose first words end the page of chat that the reader has open.

    ``lines`` is the newest page, as ``conversations.pages.talk_context`` gives it. One query, and none where the
    last to speak is the reader or no newcomer.
    """
    if not lines or lines[-1].mine or lines[-1].gone:
        return None
    newest = lines[-1].message
    author, now = newest.author, timezone.now()
    if author.ended_at or author.created_at < now - NEW or newest.sent_at < now - WAITS:
        return None
    theirs = takewhile(lambda line: line.message.author_id == author.pk, reversed(lines))
    first = [line.message.seq for line in theirs][-1]
    someone_new = Membership.objects.filter(
        ~Exists(Message.objects.filter(author=author, seq__lt=first)),
        group=mine.group_id,
        member=author.member_id,
        role=Membership.Role.MEMBER,
    )
    return author if someone_new.exists() else None
