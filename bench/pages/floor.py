"""The floor: each page as the least that plain Django can do and still be it.

A session, the member, the page's own rows, one small template with a line of navigation. No shell, no badges, no
blocks, no visits kept, no access beyond being signed in.
"""

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.postgres.search import SearchQuery
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from community.conversations.models import Conversation, Message
from community.kit.words import to_html
from groups.directory.models import ListingTime
from groups.forum.models import Post, Thread
from groups.roster.models import Group, Membership
from groups.search.models import Card


class Words(forms.Form):
    """An answer."""

    body = forms.CharField(widget=forms.Textarea)


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


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """The newest twenty with a word, over the stored vector, in whatever group."""
    word = request.GET["q"]
    body = Post.objects.filter(thread=OuterRef("thread"), number=OuterRef("number")).values("body")
    found = Card.objects.filter(words=SearchQuery(word, config="cairn")).annotate(body=Subquery(body[:1]))
    found = found.select_related("thread__group", "author").defer("words", "thread__html").order_by("-at", "-id")
    return show(request, "search", word=word, found=found[:20])


@login_required
def meetings(request: HttpRequest) -> HttpResponse:
    """The first twenty meetings of the week, by their own walls."""
    times = ListingTime.objects.select_related("listing").order_by("at", "id")
    return show(request, "meetings", times=times[:20])


@login_required
def reply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Words stored under a thread, and its row kept."""
    found = get_object_or_404(Thread.objects.select_related("group"), pk=pk)
    form = Words(request.POST or None)
    if not form.is_valid():
        return show(request, "fragments", thread=found, html="")
    author = get_object_or_404(Membership, group=found.group_id, member=request.user.pk)
    body, now = form.cleaned_data["body"], timezone.now()
    with transaction.atomic():
        Thread.objects.filter(pk=pk).update(reply_count=F("reply_count") + 1, last_post_at=now, last_post_by=author)
        found.refresh_from_db(fields=["reply_count"])
        Post.objects.create(thread=found, number=found.reply_count, author=author, body=body, html=to_html(body))
    return redirect(request.path)


def after(request: HttpRequest) -> int:
    """Return the number above which the page begins."""
    return int(request.GET.get("after", 0))
