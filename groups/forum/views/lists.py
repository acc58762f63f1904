"""The group's discussions, and beginning one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.kit.gate import Refused
from community.kit.keyset import Place
from community.kit.toasts import say
from groups.forum.actions import keep_draft, start_thread
from groups.forum.forms import ThreadForm
from groups.forum.naming import offered
from groups.forum.queries import begun_thread, thread_list
from groups.roster.doors import members_page
from groups.roster.models import Membership
from groups.roster.queries import current_quiet


@require_safe
@members_page
def discussions(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The group's threads, newest talk first; ``tag`` keeps those that are found by it."""
    tag = slugify(request.GET.get("tag", "")[:60], allow_unicode=True)
    page = thread_list(membership, below=Place.read(request.GET.get("below", "")), tag=tag)
    return render(
        request,
        "groups/forum/discussions.html",
        {
            "group": membership.group,
            "membership": membership,
            "page": page,
            "tag": tag,
            "quiet": current_quiet(membership),
        },
    )


@require_http_methods(["GET", "POST"])
@members_page
def new_thread(request: HttpRequest, membership: Membership) -> HttpResponse:
    """A form for a new thread, with what was begun earlier. ``keep`` keeps it for later."""
    draft = begun_thread(membership) if request.method == "GET" else None
    begun = {"title": draft.title, "body": draft.body} if draft else {}
    form = ThreadForm(request.POST or None, initial=begun)
    if request.method == "POST" and "keep" in request.POST:
        keep_begun(request, membership)
        return redirect("groups:discussions", slug=membership.group.slug)
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
        {
            "group": membership.group,
            "membership": membership,
            "form": form,
            "draft": draft,
            "quiet": current_quiet(membership),
        },
        status=422 if form.errors else 200,
    )


def keep_begun(request: HttpRequest, membership: Membership) -> None:
    """Keep the new discussion that was posted for later, and say so."""
    keep_draft(membership, None, title=request.POST.get("title", ""), body=request.POST.get("body", ""))
    say(request, _("Kept for later. Only you see it."))


@require_POST
@members_page
def new_thread_draft(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Keep what is being written, while it is."""
    title, body = request.POST.get("title", ""), request.POST.get("body", "")
    keep_draft(membership, None, title=title, body=body, client_id=mark_of(request))
    return HttpResponse(status=204)


@require_safe
@never_cache
@members_page
def names(request: HttpRequest, membership: Membership) -> HttpResponse:
    """``q`` is how a name begins; JSON of up to eight members, nobody between whom and me a block stands."""
    found = offered(membership, request.GET.get("q", ""))
    return JsonResponse([{"id": one.participant, "name": one.name, "hue": one.hue} for one in found], safe=False)


def mark_of(request: HttpRequest) -> UUID | None:
    """The posted form's ``client_id``, if it is one."""
    try:
        return UUID(request.POST.get("client_id", ""))
    except ValueError:
        return None
