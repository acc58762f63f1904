"""Newcomers whose first words nobody has answered yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils import timezone

from community.conversations.models import Message, Participant
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
    """First words in the member's groups that wait for a hello, the longest wait first. Three queries."""
    groups = {group.scope: group for group in Group.objects.of(member)}
    since = timezone.now() - WAITS
    waiting = [*_discussions(member, groups, since), *_lines(member, groups, since)]
    return sorted(waiting, key=lambda words: words.at)[:MOST]


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


def _lines(member: Member, groups: dict[str, Group], since: datetime) -> list[FirstWords]:
    """Chat: a newcomer's first message after which nobody else has spoken."""
    others = Message.objects.filter(
        conversation=OuterRef("conversation"), seq__gt=OuterRef("seq"), hidden_at=None
    ).exclude(author=OuterRef("author"))
    earlier = Message.objects.filter(author=OuterRef("author"), seq__lt=OuterRef("seq"))
    first_lines = (
        Message.objects.filter(conversation__scope__in=groups, hidden_at=None, sent_at__gt=since)
        .filter(seq__gt=F("conversation__last_seq") - 50)
        .filter(author__ended_at=None, author__created_at__gt=timezone.now() - NEW)
        .exclude(author__member=member)
        .exclude(author__member__in=Block.objects.filter(blocker=member).values("blocked"))
        .filter(~Exists(others), ~Exists(earlier))
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


def new_in_chat(participant: Participant) -> Participant | None:
    """Someone else in this conversation whose first message, today, still stands last: one to say hello to."""
    others = Message.objects.filter(
        conversation=OuterRef("conversation"), seq__gt=OuterRef("seq"), hidden_at=None
    ).exclude(author=OuterRef("author"))
    earlier = Message.objects.filter(author=OuterRef("author"), seq__lt=OuterRef("seq"))
    line = (
        Message.objects.filter(
            conversation=participant.conversation_id, hidden_at=None, sent_at__gt=timezone.now() - WAITS
        )
        .filter(author__created_at__gt=timezone.now() - NEW, author__ended_at=None)
        .exclude(author=participant)
        .exclude(author__member__in=Block.objects.filter(blocker=participant.member_id).values("blocked"))
        .filter(~Exists(others), ~Exists(earlier))
        .select_related("author")
        .order_by("-seq")
        .first()
    )
    return line.author if line else None
