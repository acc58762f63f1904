"""What the pages of a forum show, each in a fixed number of queries however much was written."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.dateparse import parse_datetime

from community.members.models import Block
from groups.forum.models import POSTS_A_PAGE, Post, Thread, ThreadVisit
from groups.roster.models import Membership

THREADS_A_PAGE = 20
#: What their lists show: no other column is read.
SHOWN_OF_A_THREAD = (
    "group",
    "title",
    "reply_count",
    "last_post_at",
    "author__name",
    "author__hue",
    "last_post_by__name",
)
SHOWN_OF_A_POST = ("thread", "number", "html", "hidden_at", "created_at", "author__name", "author__hue")


class Place(NamedTuple):
    """Where a page of threads ended: the key that the next one begins below."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place a link names; None where it names none."""
        moment, _, pk = text.replace(" ", "+").partition("_")
        try:
            at = parse_datetime(moment)
        except ValueError:
            return None
        return cls(at, int(pk)) if at and at.tzinfo and pk.isdecimal() and len(pk) < 19 else None


@dataclass(frozen=True)
class ThreadList:
    """One page of threads, newest talk first; ``older`` is the next page's key, if there is one."""

    threads: list[Thread]
    older: Place | None


def thread_list(membership: Membership, *, below: Place | None = None, limit: int = THREADS_A_PAGE) -> ThreadList:
    """Threads of the group that the member hears. Each carries ``unread``: replies since they last looked, and
    ``last_speaker``: who spoke last, empty where the member has blocked them.

    One query; keyset paging over (last_post_at, id).
    """
    unheard = Block.objects.filter(blocker=membership.member, blocked=OuterRef("last_post_by__member"))
    read_to = ThreadVisit.objects.filter(membership=membership, thread=OuterRef("pk")).values("read_to")
    threads = (
        Thread.objects.filter(group=membership.group_id, hidden_at=None)
        .heard_by(membership.member)
        .select_related("author", "last_post_by")
        .only(*SHOWN_OF_A_THREAD)
        .annotate(unread=F("reply_count") - Coalesce(Subquery(read_to[:1]), -1), last_unheard=Exists(unheard))
        .order_by("-last_post_at", "-id")
    )
    if below is not None:
        threads = threads.filter(Q(last_post_at__lt=below.at) | Q(last_post_at=below.at, id__lt=below.pk))
    found = list(threads[: limit + 1])
    shown = found[:limit]
    for thread in shown:
        thread.group = membership.group
        thread.last_speaker = "" if thread.last_unheard else thread.last_post_by.name
    older = Place(shown[-1].last_post_at, shown[-1].pk) if len(found) > limit else None
    return ThreadList([*shown], older)


@dataclass(frozen=True)
class PostList:
    """Posts of a thread in order.

    ``earlier`` is the ``before`` of the page above this one, ``later`` the ``after`` of the page below; None where
    there is no such page. ``read_to`` is the number up to which the member has now read.
    """

    posts: list[Post]
    earlier: int | None
    later: int | None
    read_to: int


def post_list(thread: Thread, membership: Membership, *, after: int = 0, before: int | None = None) -> PostList:
    """Twenty posts that the member hears: the first with a number above ``after``, or the last below ``before``.

    One query; page 250 costs what page 1 does.
    """
    posts = Post.objects.filter(thread=thread).heard_by(membership.member).select_related("author")
    posts = posts.only(*SHOWN_OF_A_POST)
    if before is None:
        found = list(posts.filter(number__gt=after).order_by("number")[: POSTS_A_PAGE + 1])
        shown, more = found[:POSTS_A_PAGE], len(found) > POSTS_A_PAGE
        earlier = after + 1 if after > 0 else None
        later = shown[-1].number if more else None
    else:
        found = list(posts.filter(number__lt=before).order_by("-number")[: POSTS_A_PAGE + 1])
        shown, more = found[:POSTS_A_PAGE][::-1], len(found) > POSTS_A_PAGE
        earlier = shown[0].number if more else None
        later = before - 1 if before <= thread.reply_count else None
    for post in shown:
        post.mine = post.author_id == membership.pk
    newest = shown[-1].number if shown else 0
    return PostList(shown, earlier, later, newest if later is not None else max(newest, thread.reply_count))
