"""Telling those who follow a discussion, and those who are named: each once, however many workers try."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from community.members.models import Block
from community.notifications.doorbell import Doorbell
from groups.forum.models import Mention, Post, Thread, ThreadVisit
from groups.forum.notifications import tell_answer, tell_named

#: How many are told of in one transaction.
BATCH = 20

_bell = Doorbell("groups.tell_discussions", after=0.5)


def ring_for_news() -> None:
    """Ask a worker to tell of what was just written. Call it after the commit; it returns at once."""
    _bell.ring()


def tell_news() -> int:
    """Tell of all answers and names that nobody has been told of. Returns how many words that were.

    Asked again in this moment: whether the words still stand, who is still there, and how far they have read; blocks
    are asked by the notice itself. The notices and the mark are one transaction under a lock that others skip, so a
    worker that dies in the middle leaves both or neither.
    """
    told = 0
    for tell in (_tell_named, _tell_answers):
        while some := tell():
            told += some
    return told


@transaction.atomic
def _tell_answers() -> int:
    waiting = list(
        Post.objects.filter(told_at=None)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("thread__group", "thread__author", "author__member")
        .order_by("id")[:BATCH]
    )
    to_tell = [
        (visit.membership.member, post)
        for post in waiting
        if not post.is_hidden and not post.thread.is_hidden and post.thread.group.archived_at is None
        for visit in _followers(post)
    ]
    # In one order for all: two workers that tell the same people never wait for each other in turn.
    for member, post in sorted(to_tell, key=lambda one: (one[0].pk, one[1].thread_id, one[1].pk)):
        tell_answer(post, member)
    Post.objects.filter(pk__in=[post.pk for post in waiting]).update(told_at=timezone.now())
    return len(waiting)


def _followers(post: Post) -> list[ThreadVisit]:
    """Who is told of it: nobody who has read it, who wrote it, or who is told of being named in it."""
    named = Mention.objects.filter(post=post).values("membership")
    following = ThreadVisit.objects.filter(
        thread=post.thread_id, followed_at__isnull=False, read_to__lt=post.number, membership__ended_at=None
    )
    following = following.exclude(membership=post.author_id).exclude(membership__in=named)
    following = following.exclude(Exists(_unheard(OuterRef("membership__member"), post.thread)))
    found = following.select_related("membership__member")
    return [visit for visit in found if not visit.membership.is_away]


def _unheard(reader: Any, thread: Thread) -> QuerySet[Block]:
    """Blocks by which the reader does not hear whoever began the thread: for them it is not there."""
    return Block.objects.filter(blocker=reader, blocked=thread.author.member_id)


@transaction.atomic
def _tell_named() -> int:
    waiting = list(
        Mention.objects.filter(told_at=None)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related(
            "thread__group", "thread__author__member", "post__thread__group", "post__author__member",
            "membership__member",
        )
        .order_by("id")[:BATCH]
    )  # fmt: skip
    for mention in sorted(waiting, key=lambda one: (one.membership.member_id, one.thread.pk, one.pk)):
        if _has_reason(mention):
            tell_named(mention.thing, mention.thread, mention.membership)
    Mention.objects.filter(pk__in=[mention.pk for mention in waiting]).update(told_at=timezone.now())
    return len(waiting)


def _has_reason(mention: Mention) -> bool:
    words, thread, reader = mention.thing, mention.thread, mention.membership
    if words.is_hidden or thread.is_hidden or thread.group.archived_at is not None:
        return False
    if reader.ended_at is not None or reader.is_away or words.author_member.ended_at is not None:
        return False
    if _unheard(reader.member_id, thread).exists():
        return False
    visit = ThreadVisit.objects.filter(thread=thread, membership=reader).first()
    return visit is None or words.place == 0 or visit.read_to < words.place
