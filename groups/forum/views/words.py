"""One post, or the first words of a discussion: a page of its own, and the doors of what can be done with it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.kit.gate import Refused, require
from community.kit.toasts import say
from groups.forum import actions
from groups.forum.forms import PostWordsForm, ThreadWordsForm
from groups.forum.models import Thread, Words
from groups.forum.policies import answers, may_change, may_put_back, may_remove, sees_earlier
from groups.forum.queries import earlier_words, find_words, who_signed
from groups.forum.views.thread import found_thread
from groups.roster.doors import members_page
from groups.roster.models import Membership


def _found(membership: Membership, pk: int, place: int) -> tuple[Thread, Words]:
    """The words at that place, or ``Http404``. Hidden ones are there for their author and for keepers."""
    thread = found_thread(membership, pk)
    words = find_words(membership, thread, place)
    if words is None or (words.is_hidden and not sees_earlier(words, membership)):
        raise Http404
    if thread.is_hidden and words is not thread:
        raise Http404
    return thread, words


@require_safe
@members_page
def words(request: HttpRequest, membership: Membership, pk: int, place: int) -> HttpResponse:
    """All that can be done with a post, on one page."""
    return _page(request, membership, *_found(membership, pk, place))


def _page(
    request: HttpRequest, membership: Membership, thread: Thread, shown: Words, error: str = "", status: int = 200
) -> HttpResponse:
    context = _context(membership, thread, shown) | {
        "signed": who_signed(shown, membership.member),
        "error": error,
        "may_change": may_change(shown, thread, membership) and not thread.is_quiet,
        "may_remove": may_remove(shown, membership),
        "may_put_back": may_put_back(shown, membership),
        "may_quote": not shown.is_hidden and thread.locked_at is None and _takes_words(thread, membership),
        "earlier": earlier_words(shown) if shown.edited_at and sees_earlier(shown, membership) else [],
    }
    return render(request, "groups/forum/words.html", context, status=status)


def _takes_words(thread: Thread, membership: Membership) -> bool:
    return "words" in answers(thread, membership) and not thread.is_quiet


def _context(membership: Membership, thread: Thread, shown: Words) -> dict[str, Any]:
    url = thread.get_absolute_url()
    return {
        "group": membership.group,
        "membership": membership,
        "thread": thread,
        "thread_url": url,
        "post": shown,
        "address": f"{url}{shown.place}/",
        "there": shown.get_absolute_url() if shown.place else f"{url}#p0",
    }


@require_POST
@members_page
def sign(request: HttpRequest, membership: Membership, pk: int, place: int) -> HttpResponse:
    """Give the sign ``kind``, or take it back where it was given. A page's script asks for the signs alone."""
    thread, found = _found(membership, pk, place)
    kind = request.POST.get("kind", "")
    was_given = kind in found.my_signs
    try:
        (actions.unsign if was_given else actions.sign)(found, by=membership.member, kind=kind)
    except Refused as refused:
        return _page(request, membership, thread, found, error=str(refused.reason), status=422)
    found.my_signs = [one for one in found.my_signs if one != kind] + ([] if was_given else [kind])
    if request.headers.get("Accept", "").startswith("text/x-part"):
        return render(request, "groups/forum/_signs.html", _context(membership, thread, found))
    return redirect(_context(membership, thread, found)["there"])


@require_http_methods(["GET", "POST"])
@members_page
def edit(request: HttpRequest, membership: Membership, pk: int, place: int) -> HttpResponse:
    """Say one's own words better."""
    thread, found = _found(membership, pk, place)
    require(found.author_id == membership.pk)
    if found.is_hidden:
        return redirect("groups:words", slug=membership.group.slug, pk=pk, place=place)
    names = ("title", "body", "mode", "notes", "tags") if found is thread else ("body", "notes")
    form = (ThreadWordsForm if found is thread else PostWordsForm)(
        request.POST or None, initial={name: getattr(found, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(found, by=membership.member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        else:
            return redirect(_context(membership, thread, found)["there"])
    context = _context(membership, thread, found) | {"form": form}
    return render(request, "groups/forum/edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@members_page
def remove(request: HttpRequest, membership: Membership, pk: int, place: int) -> HttpResponse:
    """Take one's own words back; ``GET`` asks whether to."""
    thread, found = _found(membership, pk, place)
    require(found.author_id == membership.pk)
    context = _context(membership, thread, found)
    if request.method != "POST":
        return render(request, "groups/forum/remove.html", context)
    actions.remove(found, by=membership.member)
    say(request, _("You took it back."), undo=f"{context['address']}back/")
    if found is thread:
        return redirect("groups:discussions", slug=membership.group.slug)
    return redirect(context["there"])


@require_POST
@members_page
def put_back(request: HttpRequest, membership: Membership, pk: int, place: int) -> HttpResponse:
    """Show again what one took back."""
    thread, found = _found(membership, pk, place)
    try:
        actions.put_back(found, by=membership.member)
    except Refused as refused:
        return _page(request, membership, thread, found, error=str(refused.reason), status=422)
    say(request, _("It is back."))
    return redirect(_context(membership, thread, found)["there"])
