"""Threads and posts can be reported; the safety room learns here how to find them."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.members.models import Member
from community.safety.registry import Nearby, reportable
from groups.forum.models import EarlierWords, Post, Thread


def find_thread(member: Member, pk: int) -> Thread | None:
    found = Thread.objects.visible_to(member).filter(pk=pk, hidden_at=None)
    return found.select_related("group__facility", "author__member").first()


def find_post(member: Member, pk: int) -> Post | None:
    found = Post.objects.visible_to(member).filter(pk=pk, hidden_at=None, thread__hidden_at=None)
    return found.select_related("thread__group__facility", "author__member").first()


def around_post(post: Post) -> Iterator[Nearby]:
    """The post with the three before and after it."""
    near = Post.objects.filter(thread=post.thread, number__range=(post.number - 3, post.number + 3))
    for one in near.select_related("author").order_by("number"):
        yield Nearby(one.author.name, one.body, one.created_at, one.pk == post.pk)


def edits_of_threads() -> QuerySet[EarlierWords]:
    """A row for each time that first words came to say something else."""
    said = EarlierWords.objects.filter(post=None, thread__hidden_at=None)
    return said.select_related("thread__author__member", "thread__group__facility")


def edits_of_posts() -> QuerySet[EarlierWords]:
    """A row for each time that an answer came to say something else."""
    said = EarlierWords.objects.filter(post__hidden_at=None, post__isnull=False)
    return said.select_related("post__author__member", "post__thread__group__facility")


def register() -> None:
    """Make threads and posts reportable."""
    reportable(
        "thread",
        Thread,
        find=find_thread,
        describe=lambda thread: _("A discussion in %(group)s") % {"group": thread.group.name},
        edits=edits_of_threads,
    )
    reportable(
        "post",
        Post,
        find=find_post,
        describe=lambda post: _("A reply in %(group)s") % {"group": post.thread.group.name},
        around=around_post,
        edits=edits_of_posts,
    )
