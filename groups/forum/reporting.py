"""Threads and posts can be reported; the safety room learns here how to find them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from community.members.models import Member
from community.safety.registry import Nearby, reportable
from groups.forum.models import Post, Thread


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


def register() -> None:
    """Make threads and posts reportable."""
    reportable(
        "thread",
        Thread,
        find=find_thread,
        describe=lambda thread: _("A discussion in %(group)s") % {"group": thread.group.name},
    )
    reportable(
        "post",
        Post,
        find=find_post,
        describe=lambda post: _("A reply in %(group)s") % {"group": post.thread.group.name},
        around=around_post,
    )
