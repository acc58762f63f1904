"""Newcomers whose first words nobody has answered yet, and who greets them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, Now
from django.utils import timezone

from community.conversations.models import Message, Participant
from community.conversations.pages import Line
from community.kit.prepared import Prepared
from community.kit.words import excerpt
from community.members.models import Block, Member
from groups.forum.models import Post
from groups.roster.models import Group, Membership
from groups.welcome.models import NEW, WAITS, FirstHello
from groups.welcome.recipients import words_url

MOST = 5
#: So many of the longest waits are looked at; and so many lines of a chat after the words, for an answer.
LOOKED_AT, SOON = 40, 20


@dataclass(frozen=True)
class FirstWords:
    """Someone new said something, and no one has answered. ``kind`` as in ``FirstHello.Kind``.

    ``words`` is empty where they stand folded under a content note.
    """

    kind: str
    name: str
    hue: int
    words: str
    at: datetime
    group: Group
    url: str


def could_use_a_hello(member: Member) -> list[FirstWords]:
    """First words in the member's groups that wait for a hello, the longest wait first. One query."""
    return [_first_words(row) for row in _waiting.rows(member.pk)]


def _first_words(row: dict[str, Any]) -> FirstWords:
    group = Group(pk=row["of_group"], slug=row["slug"], name=row["called"])
    url = words_url(group, thread=row["in_thread"], number=row["place"] or 0)
    words = "" if row["folded"] else excerpt(row["said"])
    return FirstWords(row["of_kind"], row["by"], row["by_hue"], words, row["at"], group, url)


def _waiting_for(member_id: int) -> QuerySet[Any, dict[str, Any]]:
    """What waits in the groups this member is in. Answers are looked for anew: what is written down is seconds old.

    Only the longest waits are looked at, so that a room full of newcomers costs no more than a few of them.
    """
    member = Member(pk=member_id)
    mine = Membership.objects.here().filter(member=member, group__archived_at=None)
    blocked = Block.objects.filter(blocker=member).values("blocked")
    scope = Concat(Value("group:"), Cast(OuterRef("group_id"), CharField()))
    place = Participant.objects.filter(member=member, ended_at=None, conversation__scope=scope)
    below = Post.objects.filter(thread=OuterRef("thread"), hidden_at=None).exclude(author=OuterRef("newcomer"))
    after = Post.objects.filter(
        Q(quotes=None) | Q(quotes=OuterRef("post__number")),
        thread=OuterRef("post__thread"),
        number__gt=OuterRef("post__number"),
        hidden_at=None,
        daily_line=None,
    ).exclude(author=OuterRef("newcomer"))
    next_line = Message.objects.filter(
        Q(reply_to__isnull=False) | ~Exists(FirstHello.objects.filter(message=OuterRef("pk"))),
        conversation=OuterRef("message__conversation"),
        seq__gt=OuterRef("message__seq"),
        seq__lte=OuterRef("message__seq") + SOON,
        hidden_at=None,
    ).exclude(author=OuterRef("message__author"))
    longest = (
        FirstHello.objects.waiting(Now())
        .filter(group__in=mine.values("group"))
        .exclude(newcomer__member=member)
        .exclude(newcomer__member__in=blocked)
        .exclude(post__thread__author__member__in=blocked)
        .filter(Q(message=None) | Exists(place))
        .order_by("said_at", "pk")
    )
    waiting: QuerySet[Any] = FirstHello.objects.filter(
        ~Exists(below), ~Exists(after), ~Exists(next_line), pk__in=longest.values("pk")[:LOOKED_AT]
    ).order_by("said_at", "pk")
    return waiting.values(
        of_group=F("group_id"),
        slug=F("group__slug"),
        called=F("group__name"),
        of_kind=F("kind"),
        by=F("newcomer__name"),
        by_hue=F("newcomer__hue"),
        at=F("said_at"),
        said=Coalesce("message__body", "post__body", "thread__body"),
        folded=Q(thread__notes__len__gt=0) | Q(post__notes__len__gt=0) | Q(post__thread__notes__len__gt=0),
        in_thread=Coalesce("thread_id", "post__thread_id"),
        place=F("post__number"),
    )[:MOST]


_waiting = Prepared(_waiting_for)


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
