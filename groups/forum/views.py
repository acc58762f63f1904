from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.kit.gate import Refused
from community.kit.toasts import say
from groups.forum.actions import mark_read, reply, start_thread
from groups.forum.forms import ReplyForm, ThreadForm
from groups.forum.models import Thread
from groups.forum.queries import Place, post_list, thread_list
from groups.roster.doors import members_page
from groups.roster.models import Membership
from groups.roster.queries import current_quiet


@require_safe
@members_page
def discussions(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The group's threads, newest talk first."""
    page = thread_list(membership, below=Place.read(request.GET.get("below", "")))
    return render(
        request,
        "groups/forum/discussions.html",
        {"group": membership.group, "membership": membership, "page": page, "quiet": current_quiet(membership)},
    )


@require_http_methods(["GET", "POST"])
@members_page
def new_thread(request: HttpRequest, membership: Membership) -> HttpResponse:
    """A form for a new thread."""
    form = ThreadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            thread = start_thread(membership.group, by=membership.member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            return redirect(thread)
    return render(
        request,
        "groups/forum/new_thread.html",
        {"group": membership.group, "membership": membership, "form": form, "quiet": current_quiet(membership)},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@members_page
def thread(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """A thread, twenty replies at a time, and a form to answer in. One that was taken out leaves a line (410)."""
    found = get_object_or_404(
        Thread.objects.filter(group=membership.group_id).heard_by(membership.member).select_related("author"), pk=pk
    )
    found.group, found.mine = membership.group, found.author_id == membership.pk
    if found.is_hidden:
        return render(
            request, "groups/forum/taken_out.html", {"group": membership.group, "membership": membership}, status=410
        )
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            post = reply(found, by=membership.member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("Your words are there."))
            return redirect(post)
    before = found.reply_count + 1 if form.errors else _number(request.GET.get("before", "")) or None
    page = post_list(found, membership, after=_number(request.GET.get("after", "")), before=before)
    mark_read(found, membership, page.read_to)
    return render(
        request,
        "groups/forum/thread.html",
        {
            "group": membership.group,
            "membership": membership,
            "thread": found,
            "page": page,
            "form": form,
            "quiet": current_quiet(membership),
            "newest": found.reply_count + 1,
        },
        status=422 if form.errors else 200,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
