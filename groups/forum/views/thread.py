"""A discussion: reading it, answering in it, and following it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.kit.gate import Refused, require
from community.kit.toasts import say
from groups.forum.actions import follow, keep_draft, lock, mark_read, pin, reply, unfollow, unlock, unpin
from groups.forum.forms import PresenceForm, ReplyForm, WhyForm
from groups.forum.models import POSTS_A_PAGE, Post, Thread
from groups.forum.notifications import settle_thread
from groups.forum.policies import answers
from groups.forum.queries import PostList, find_thread, find_words, post_list, quoted
from groups.forum.views.lists import mark_of
from groups.roster.doors import members_page
from groups.roster.models import Membership
from groups.roster.queries import current_quiet

ANYONE: tuple[Post.Kind, ...] = (Post.Kind.WORDS,)


def found_thread(membership: Membership, pk: int) -> Thread:
    """The thread, or ``Http404``."""
    thread = find_thread(membership, pk)
    if thread is None:
        raise Http404
    return thread


@require_http_methods(["GET", "POST"])
@members_page
def thread(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """A thread, twenty replies at a time, and a form to answer in. One that was taken out leaves a line (410).

    ``after`` and ``before`` say which twenty, ``quote`` what is answered; posted, ``keep`` keeps the words for later.
    """
    found = found_thread(membership, pk)
    if found.is_hidden:
        return taken_out(request, membership, found)
    form = _form(request, found, membership)
    if request.method == "POST":
        if "keep" in request.POST:
            keep_draft(membership, found, body=request.POST.get("body", ""))
            say(request, _("Kept for later. Only you see it."))
            return redirect(found)
        answered = _answer(request, found, membership, form)
        if answered is not None:
            return answered
    return _page(request, found, membership, form)


def _form(request: HttpRequest, found: Thread, membership: Membership) -> ReplyForm | PresenceForm:
    """The composer that fits: what is not wished for there cannot be sent with it."""
    kinds = answers(found, membership)
    if kinds == (Post.Kind.PRESENCE,):
        return PresenceForm(request.POST or None)
    quote = number(request.GET.get("quote", ""), none=None)
    return ReplyForm(request.POST or None, kinds=kinds or ANYONE, initial={"body": found.draft or "", "quotes": quote})


def _answer(
    request: HttpRequest, found: Thread, membership: Membership, form: ReplyForm | PresenceForm
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    kind = Post.Kind.PRESENCE if isinstance(form, PresenceForm) else form.cleaned_data.get("kind", "")
    try:
        post = reply(found, by=membership.member, **(form.cleaned_data | {"kind": kind}))
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        return None
    say(request, _("Your words are there."))
    return redirect(post)


def _page(request: HttpRequest, found: Thread, membership: Membership, form: ReplyForm | PresenceForm) -> HttpResponse:
    quote = number(form["quotes"].value() if "quotes" in form.fields else "", none=None)
    after, before = number(request.GET.get("after", "")), number(request.GET.get("before", "")) or None
    if form.errors:
        after, before = 0, found.reply_count + 1
    elif quote and "after" not in request.GET and "before" not in request.GET:
        after = (quote - 1) // POSTS_A_PAGE * POSTS_A_PAGE
    page = post_list(found, membership, after=after, before=before)
    _remember(found, membership, page.read_to)
    kinds = answers(found, membership)
    context: dict[str, Any] = {
        "group": membership.group,
        "membership": membership,
        "thread": found,
        "thread_url": found.get_absolute_url(),
        "page": page,
        "form": form,
        "quiet": current_quiet(membership) if found.is_quiet else None,
        "kinds": kinds,
        "may_quote": Post.Kind.WORDS in kinds and found.locked_at is None and not found.is_quiet,
        "newest": found.reply_count + 1,
        "new_after": _new_elsewhere(found, page),
    }
    if quote is not None:
        context["quoted"] = quoted(find_words(membership, found, quote), quote)
    return render(request, "groups/forum/thread.html", context, status=422 if form.errors else 200)


def _new_elsewhere(found: Thread, page: PostList) -> int | None:
    """The number after which what is new to them begins, where that is not on this page."""
    if page.new is not None or found.read_to is None:
        return None
    return found.read_to if max(found.read_to, page.read_to) < found.reply_count else None


def _remember(found: Thread, membership: Membership, read_to: int) -> None:
    """How far they have read now; what told them of it waits no longer."""
    if found.read_to is None or read_to > found.read_to:
        mark_read(found, membership, read_to)
    if found.is_told:
        settle_thread(found, membership.member)


def taken_out(request: HttpRequest, membership: Membership, found: Thread) -> HttpResponse:
    context = {"group": membership.group, "membership": membership, "thread": found}
    return render(request, "groups/forum/taken_out.html", context, status=410)


@require_POST
@members_page
def draft(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Keep what is being written, while it is."""
    found = found_thread(membership, pk)
    keep_draft(membership, found, body=request.POST.get("body", ""), client_id=mark_of(request))
    return HttpResponse(status=204)


@require_POST
@members_page
def following(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """``on`` (1 or 0): whether they are told of answers."""
    found = found_thread(membership, pk)
    if request.POST.get("on") == "1":
        follow(found, by=membership.member)
        say(request, _("You will be told of answers here."))
    else:
        unfollow(found, by=membership.member)
        say(request, _("You will not be told of answers here any more."))
    return redirect(found)


ACTS = {"pin": pin, "unpin": unpin, "lock": lock, "unlock": unlock}


@require_http_methods(["GET", "POST"])
@members_page
def looking_after(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """For those who keep the room: on top, or closed; each with a reason."""
    require(membership.is_keeper, _("This page is for those who look after the group."))
    found = found_thread(membership, pk)
    if found.is_hidden:
        return taken_out(request, membership, found)
    act = request.POST.get("act", "")
    forms = {name: WhyForm(request.POST if name == act else None, prefix=name) for name in ACTS}
    if act in ACTS and forms[act].is_valid():
        try:
            ACTS[act](found, by=membership.member, reason=forms[act].cleaned_data["reason"])
        except Refused as refused:
            forms[act].add_error(refused.field, str(refused.reason))
        else:
            say(request, _("It is done, and stands in the log."))
            return redirect(found)
    return render(
        request,
        "groups/forum/looking_after.html",
        {
            "group": membership.group,
            "membership": membership,
            "thread": found,
            "pin_form": forms["unpin" if found.pinned_at else "pin"],
            "lock_form": forms["unlock" if found.locked_at else "lock"],
        },
        status=422 if any(form.errors for form in forms.values()) else 200,
    )


def number(text: Any, none: Any = 0) -> Any:
    """A small number from an address; ``none`` where it is none."""
    text = str(text if text is not None else "")
    return int(text) if text.isdecimal() and len(text) < 9 else none
