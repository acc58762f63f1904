"""The floor: each page as the least that plain Django can do and still be it.

A session, the member, the page's own rows, one small template with a line of navigation. No shell, no badges, no
blocks, no visits kept, no access beyond being signed in.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from community.conversations.models import Conversation, Message
from groups.forum.models import Post, Thread
from groups.roster.models import Group


def show(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    """Answer with one of the floor's templates, without Cairn's shell around it."""
    return render(request, f"floor/{template}.html", context, using="floor")


@login_required
def one(request: HttpRequest) -> HttpResponse:
    """One query, one number."""
    return HttpResponse(str(Group.objects.values_list("member_count", flat=True)[0]))


@login_required
def groups(request: HttpRequest) -> HttpResponse:
    """Two dozen groups by name."""
    return show(request, "groups", groups=Group.objects.filter(archived_at=None).order_by("name", "id")[:24])


@login_required
def threads(request: HttpRequest, slug: str) -> HttpResponse:
    """Twenty threads of a group, newest talk first."""
    group = get_object_or_404(Group, slug=slug)
    newest = Thread.objects.filter(group=group).select_related("author", "last_post_by").defer("body", "html")
    return show(request, "threads", group=group, threads=newest.order_by("-last_post_at", "-id")[:20])


@login_required
def messages(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest fifty messages of a group's chat."""
    group = get_object_or_404(Group, slug=slug)
    conversation = get_object_or_404(Conversation, scope=group.scope)
    newest = Message.objects.filter(conversation=conversation).select_related("author").order_by("-seq")[:50]
    return show(request, "messages", group=group, messages_of=reversed(newest))


@login_required
def thread(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A thread and twenty of its posts, each through the template."""
    found = get_object_or_404(Thread.objects.select_related("group", "author"), pk=pk)
    posts = Post.objects.filter(thread=found, number__gt=after(request)).select_related("author").order_by("number")
    return show(request, "thread", thread=found, posts=[found, *posts[:20]])


@login_required
def fragments(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The same where each post's whole HTML is stored: read and written out."""
    found = get_object_or_404(Thread.objects.select_related("group"), pk=pk)
    stored = Post.objects.filter(thread=found, number__gt=after(request)).order_by("number")
    html = "".join(stored.values_list("html", flat=True)[:20])
    return show(request, "fragments", thread=found, html=html)


def after(request: HttpRequest) -> int:
    """Return the number above which the page begins."""
    return int(request.GET.get("after", 0))
