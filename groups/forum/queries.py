"""What the pages of a forum show, each in a fixed number of queries however much was written."""

from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, Now
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from community.kit.keyset import Place
from community.kit.prepared import PreparedRows
from community.kit.words import excerpt
from community.members.models import Block, Member
from community.notifications.models import Notification
from groups.forum.models import POSTS_A_PAGE, Draft, EarlierWords, Post, Sign, Thread, ThreadVisit, Words
from groups.roster.models import Membership, Sanction

THREADS_A_PAGE = 20
MOST_PINNED = 5
#: Whose names stand under a post's signs.
MOST_SIGNED = 60
#: What their lists show: no other column is read.
SHOWN_OF_A_THREAD = (
    "group",
    "title",
    "mode",
    "tags",
    "notes",
    "pinned_at",
    "locked_at",
    "reply_count",
    "last_post_at",
    "author__name",
    "author__hue",
    "last_post_by__name",
)
SHOWN_OF_A_POST = (
    "thread",
    "number",
    "kind",
    "quotes",
    "html",
    "notes",
    "signs",
    "edited_at",
    "hidden_at",
    "hidden_by",
    "created_at",
    "author__name",
    "author__hue",
    "author__member",
)


@dataclass(frozen=True)
class ThreadList:
    """One page of threads, newest talk first; ``older`` is the next page's key, if there is one.

    ``pinned`` stand above the first page.
    """

    threads: list[Thread]
    older: Place | None
    pinned: list[Thread]


def thread_list(
    membership: Membership, *, below: Place | None = None, limit: int = THREADS_A_PAGE, tag: str = ""
) -> ThreadList:
    """Threads of the group that the member hears, of one ``tag`` where it is given.

    Each carries ``unread``: replies since they last looked; ``read_to``: how far they read, None where they never
    looked; and ``last_speaker``: who spoke last, empty where the member has blocked them. One query, on the first page
    two; keyset paging over (last_post_at, id).
    """
    who = (membership.pk, membership.group_id, membership.member_id)
    if tag:
        threads = _listed(*who).filter(tags__contains=[tag])
        pinned = list(_on_top(threads)) if below is None else []
        found = list((_in_order(threads) if below is None else _in_order(_after(threads, *below)))[: limit + 1])
    elif below is not None:
        pinned, found = [], _further(*who, *below)[: limit + 1]
    else:
        pinned, found = _pinned(*who), _newest(*who)[: limit + 1]
    shown = found[:limit]
    for thread in [*pinned, *shown]:
        thread.group = membership.group
        thread.last_speaker = "" if thread.last_unheard else thread.last_post_by.name
    older = Place(shown[-1].last_post_at, shown[-1].pk) if len(found) > limit else None
    return ThreadList(shown, older, pinned)


def _listed(membership_id: int, group_id: int, member_id: int) -> Any:
    unheard = Block.objects.filter(blocker=member_id, blocked=OuterRef("last_post_by__member"))
    read_to = ThreadVisit.objects.filter(membership=membership_id, thread=OuterRef("pk")).values("read_to")
    threads: Any = Thread.objects.filter(group=group_id, hidden_at=None)
    return (
        threads.heard_by(Member(pk=member_id))
        .select_related("author", "last_post_by")
        .only(*SHOWN_OF_A_THREAD)
        .annotate(read_to=Subquery(read_to[:1]), last_unheard=Exists(unheard))
        .annotate(unread=F("reply_count") - Coalesce(F("read_to"), -1))
    )


def _on_top(threads: Any) -> Any:
    return threads.filter(pinned_at__isnull=False).order_by("-pinned_at")[:MOST_PINNED]


def _in_order(threads: Any) -> Any:
    return threads.filter(pinned_at=None).order_by("-last_post_at", "-id")


def _after(threads: Any, at: datetime, pk: int) -> Any:
    return threads.filter(Q(last_post_at__lt=at) | Q(last_post_at=at, id__lt=pk))


_pinned: PreparedRows[Thread] = PreparedRows(lambda *who: _on_top(_listed(*who)), int, int, int)
_newest: PreparedRows[Thread] = PreparedRows(lambda *who: _in_order(_listed(*who))[: THREADS_A_PAGE + 1], int, int, int)
_further: PreparedRows[Thread] = PreparedRows(
    lambda membership_id, group_id, member_id, at, pk: _in_order(
        _after(_listed(membership_id, group_id, member_id), at, pk)
    )[: THREADS_A_PAGE + 1],
    *(int, int, int, datetime, int),
)


def find_thread(membership: Membership, pk: int) -> Thread | None:
    """A thread of the group through the member's eyes, hidden ones too; None where there is none for them. One query.

    It carries what is the member's own in it: ``read_to`` (None: never looked), ``follows``, ``draft`` (what they have
    begun to write), ``my_signs``, ``mine``; ``is_quiet``: whether they were asked to be quiet; and ``is_told``: whether
    a notice of it waits for them.
    """
    found = _thread.first(membership.pk, membership.group_id, membership.member_id, pk)
    if found is not None:
        found.group, found.mine = membership.group, found.author_id == membership.pk
    return found


def _thread_for(membership_id: int, group_id: int, member_id: int, pk: int) -> Any:
    draft = Draft.objects.filter(membership=membership_id, thread=OuterRef("pk"))
    standing = Sanction.objects.standing(Now()).filter(
        membership=membership_id, kind__in=(Sanction.Kind.QUIET, Sanction.Kind.AWAY)
    )
    given = Sign.objects.filter(membership=membership_id, thread=OuterRef("pk"), post=None)
    subject = Concat(Value("thread:"), Cast(OuterRef("pk"), CharField()))
    notices = Notification.objects.filter(member=member_id, read_at=None, subject=subject)
    threads: Any = Thread.objects.filter(group=group_id, pk=pk)
    return (
        threads.heard_by(Member(pk=member_id))
        .select_related("author")
        .annotate(visit=FilteredRelation("visits", condition=Q(visits__membership=membership_id)))
        .annotate(
            read_to=F("visit__read_to"),
            follows=F("visit__followed_at"),
            draft=Subquery(draft.values("body")[:1]),
            is_quiet=Exists(standing),
            is_told=Exists(notices),
            my_signs=ArraySubquery(given.order_by("pk").values("kind")),
            unheard_signs=_unheard(member_id, thread=OuterRef("pk"), post=None),
        )
    )


def _unheard(member_id: int, **about: Any) -> ArraySubquery:
    """The signs that people gave whom the member has blocked: who is not in the list is not in the number."""
    blocked = Block.objects.filter(blocker=member_id).values("blocked")
    return ArraySubquery(Sign.objects.filter(**about, membership__member__in=blocked).order_by("pk").values("kind"))


_thread: PreparedRows[Thread] = PreparedRows(_thread_for, int, int, int, int)


class Quoted(NamedTuple):
    """What a post answers, as the reader may see it; ``gone``: not there for them."""

    place: int
    page: int
    name: str = ""
    words: str = ""
    gone: bool = False


@dataclass(frozen=True)
class PostList:
    """Posts of a thread in order.

    ``earlier`` is the ``before`` of the page above this one, ``later`` the ``after`` of the page below; None where
    there is no such page. ``read_to`` is the number up to which the member has now read; ``new`` the first number that
    they had not.
    """

    posts: list[Post]
    earlier: int | None
    later: int | None
    read_to: int
    new: int | None = None


def post_list(thread: Thread, membership: Membership, *, after: int = 0, before: int | None = None) -> PostList:
    """Of a thread from ``find_thread``, twenty posts that the member hears: the first with a number above ``after``, or
    the last below ``before``.

    One query, and one more where they answer posts of other pages; page 250 costs what page 1 does.
    """
    who = (thread.pk, membership.pk, membership.member_id)
    if before is None:
        found = _posts_after(*who, after)
        shown, more = found[:POSTS_A_PAGE], len(found) > POSTS_A_PAGE
        earlier = after + 1 if after > 0 else None
        later = shown[-1].number if more else None
    else:
        found = _posts_before(*who, before)
        shown, more = found[:POSTS_A_PAGE][::-1], len(found) > POSTS_A_PAGE
        earlier = shown[0].number if more else None
        later = before - 1 if before <= thread.reply_count else None
    for post in shown:
        post.mine = post.author_id == membership.pk
    _attach_quoted(thread, membership, shown)
    newest = shown[-1].number if shown else 0
    had_read = thread.read_to
    new = None
    if had_read is not None:
        new = next((post.number for post in shown if post.number > had_read and not post.mine), None)
    return PostList(shown, earlier, later, newest if later is not None else max(newest, thread.reply_count), new)


def _shown(thread_id: int, membership_id: int, member_id: int) -> Any:
    given = Sign.objects.filter(membership=membership_id, post=OuterRef("pk"))
    posts: Any = Post.objects.filter(thread=thread_id)
    return (
        posts.heard_by(Member(pk=member_id))
        .select_related("author")
        .only(*SHOWN_OF_A_POST)
        .annotate(
            my_signs=ArraySubquery(given.order_by("pk").values("kind")),
            unheard_signs=_unheard(member_id, post=OuterRef("pk")),
        )
    )


_posts_after: PreparedRows[Post] = PreparedRows(
    lambda thread_id, membership_id, member_id, number: (
        _shown(thread_id, membership_id, member_id).filter(number__gt=number).order_by("number")[: POSTS_A_PAGE + 1]
    ),
    *(int, int, int, int),
)
_posts_before: PreparedRows[Post] = PreparedRows(
    lambda thread_id, membership_id, member_id, number: (
        _shown(thread_id, membership_id, member_id).filter(number__lt=number).order_by("-number")[: POSTS_A_PAGE + 1]
    ),
    *(int, int, int, int),
)


def _attach_quoted(thread: Thread, membership: Membership, shown: list[Post]) -> None:
    wanted = {post.quotes for post in shown if post.quotes is not None}
    there: dict[int, Words] = {post.number: post for post in shown} | {0: thread}
    missing = wanted - there.keys()
    if missing:
        others = Post.objects.filter(thread=thread, number__in=missing).heard_by(membership.member)
        others = others.select_related("author").only("thread", "number", "html", "notes", "hidden_at", "author__name")
        there |= {post.number: post for post in others}
    for post in shown:
        if post.quotes is not None:
            post.quoted = quoted(there.get(post.quotes), post.quotes)


def quoted(words: Words | None, place: int) -> Quoted:
    """A short piece of what is answered; folded words stay folded."""
    page = max(place - 1, 0) // POSTS_A_PAGE * POSTS_A_PAGE  # also of what is gone
    if words is None or words.is_hidden:
        return Quoted(place, page, gone=True)
    return Quoted(place, page, words.author_name, teaser(words))


def teaser(words: Words, length: int = 140) -> str:
    """A short piece of words for a list, in plain text; of folded ones only what they contain."""
    if words.notes:
        return _("Contains: %(notes)s") % {"notes": ", ".join(words.note_words)}
    return excerpt(unescape(strip_tags(words.html.replace("</p>", " "))), length)


def find_words(membership: Membership, thread: Thread, place: int) -> Words | None:
    """What stands at a place of the thread, hidden or not, through the member's eyes; 0 is the thread itself.

    ``thread`` comes from ``find_thread``. One query, none for 0.
    """
    if place == 0:
        return thread
    post = (
        _shown(thread.pk, membership.pk, membership.member_id)
        .filter(number=place)
        .defer(None)
        .select_related("author__member")
        .first()
    )
    if post is not None:
        post.thread, post.mine = thread, post.author_id == membership.pk
    return post


def earlier_words(words: Words) -> list[EarlierWords]:
    """What words said before, the newest first. One query."""
    return list(EarlierWords.objects.filter(thread=words.its_thread, post=words.its_post).order_by("-id")[:20])


class Signed(NamedTuple):
    """A sign and who gave it."""

    label: str
    names: list[str]


def who_signed(words: Words, reader: Member) -> list[Signed]:
    """Who gave which sign, as the reader may know it. One query."""
    given = (
        Sign.objects.filter(thread=words.its_thread, post=words.its_post)
        .exclude(membership__member__in=Block.objects.filter(blocker=reader).values("blocked"))
        .order_by("pk")
        .values_list("kind", "membership__name")[:MOST_SIGNED]
    )
    names: dict[str, list[str]] = {}
    for kind, name in given:
        names.setdefault(kind, []).append(name)
    return [Signed(str(kind.label), names[kind]) for kind in Sign.Kind if kind in names]


def begun_thread(membership: Membership) -> Draft | None:
    """The discussion they have begun to write, if one was kept. One query."""
    return Draft.objects.filter(membership=membership, thread=None).first()
