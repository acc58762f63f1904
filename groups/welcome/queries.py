"""Newcomers whose first words nobody has answered yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone

from community.conversations.models import Message, Participant
from community.conversations.pages import Line
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
    groups = {group.scope: group for group in Group.objects.of(member)}
    since = timezone.now() - WAITS
    waiting = [*_discussions(member, groups, since), *_replies(member, groups, since), *_lines(member, groups, since)]
    waiting.sort(key=lambda words: words.at, reverse=True)
    # Whoever spoke twice in a group is named once, with the words that wait longest.
    once = {(words.group.pk, words.name): words for words in waiting}
    return sorted(once.values(), key=lambda words: words.at)[:MOST]


def _discussions(member: Member, groups: dict[str, Group], since: datetime) -> list[FirstWords]:
    answered = Post.objects.filter(thread=OuterRef("pk"), hidden_at=None).exclude(author=OuterRef("author"))
    earlier = Thread.objects.filter(author=OuterRef("author"), created_at__lt=OuterRef("created_at"))
    threads = (
        Thread.objects.filter(group__in=groups.values(), hidden_at=None, created_at__gt=since)
        .filter(author__ended_at=None, author__joined_at__gt=timezone.now() - NEW)
        .filter(author__role=Membership.Role.MEMBER)
        .exclude(author__member=member)
        .heard_by(member)
        .filter(~Exists(answered), ~Exists(earlier))
        .select_related("author")
        .order_by("created_at")[:MOST]
    )
    found = []
    for thread in threads:
        thread.group = groups[f"group:{thread.group_id}"]
        found.append(
            FirstWords(
                "discussion",
                thread.author.name,
                thread.author.hue,
                excerpt(thread.body),
                thread.created_at,
                thread.group,
                f"{thread.get_absolute_url()}#answer",
            )
        )
    return found


def _replies(member: Member, groups: dict[str, Group], since: datetime) -> list[FirstWords]:
    """A newcomer's first words where they answer others, and nobody else has written below them."""
    others = Post.objects.filter(thread=OuterRef("thread"), number__gt=OuterRef("number"), hidden_at=None).exclude(
        author=OuterRef("author")
    )
    earlier = Post.objects.filter(author=OuterRef("author"), created_at__lt=OuterRef("created_at"))
    began = Thread.objects.filter(author=OuterRef("author"), created_at__lt=OuterRef("created_at"))
    posts = (
        Post.objects.filter(thread__group__in=groups.values(), hidden_at=None, created_at__gt=since)
        .filter(thread__hidden_at=None, thread__last_post_at__gt=since)
        .filter(author__ended_at=None, author__joined_at__gt=timezone.now() - NEW)
        .filter(author__role=Membership.Role.MEMBER)
        .exclude(author__member=member)
        .exclude(thread__author__member__in=Block.objects.filter(blocker=member).values("blocked"))
        .heard_by(member)
        .filter(~Exists(others), ~Exists(earlier), ~Exists(began))
        .select_related("author", "thread")
        .order_by("created_at")[:MOST]
    )
    found = []
    for post in posts:
        group = post.thread.group = groups[f"group:{post.thread.group_id}"]
        words = excerpt(post.body)
        found.append(
            FirstWords(
                "discussion",
                post.author.name,
                post.author.hue,
                words,
                post.created_at,
                group,
                post.get_absolute_url(),
            )
        )
    return found


def _lines(member: Member, groups: dict[str, Group], since: datetime) -> list[FirstWords]:
    """Chat: a newcomer's first message after which nobody else has spoken."""
    others = Message.objects.filter(
        conversation=OuterRef("conversation"), seq__gt=OuterRef("seq"), hidden_at=None
    ).exclude(author=OuterRef("author"))
    earlier = Message.objects.filter(author=OuterRef("author"), seq__lt=OuterRef("seq"))
    work_here = (
        Membership.objects.filter(member=OuterRef("author__member"))
        .exclude(role=Membership.Role.MEMBER)
        .annotate(scope=Concat(Value("group:"), Cast("group_id", CharField())))
        .filter(scope=OuterRef("conversation__scope"))
    )
    first_lines = (
        Message.objects.filter(conversation__scope__in=groups, hidden_at=None, sent_at__gt=since)
        .filter(seq__gt=F("conversation__last_seq") - 50)
        .filter(author__ended_at=None, author__created_at__gt=timezone.now() - NEW)
        .exclude(author__member=member)
        .exclude(author__member__in=Block.objects.filter(blocker=member).values("blocked"))
        .filter(~Exists(others), ~Exists(earlier), ~Exists(work_here))
        .select_related("author", "conversation")
        .order_by("sent_at")[:MOST]
    )
    return [
        FirstWords(
            "chat",
            line.author.name,
            line.author.hue,
            line.excerpt(),
            line.sent_at,
            groups[line.conversation.scope],
            reverse("groups:chat", args=[groups[line.conversation.scope].slug]),
        )
        for line in first_lines
    ]


def new_in_chat(mine: Membership, lines: Sequence[Line]) -> Participant | None:
    """The one to say hello to: someone new here whose first words end the page of chat that the reader has open.

    ``lines`` is the newest page, as ``conversations.pages.talk_context`` gives it. One query, and none where the
    last to speak is the reader or no newcomer.
    """
    if not lines or lines[-1].mine:
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
