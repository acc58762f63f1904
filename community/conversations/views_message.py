"""A message's own page, and the doors of what can be done with it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.conversations import actions, pages
from community.conversations.actions.edit import NO_HINDRANCE
from community.conversations.actions.remove import is_fresh
from community.conversations.doors import Shown, for_members, place_in, shown, wants_json, way_back
from community.conversations.forms import WordsForm
from community.conversations.keeping import may_restore, traces_of
from community.conversations.models import Message, Reaction, Removal
from community.conversations.pace import keep_pace
from community.conversations.queries import hindrance
from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.requests import MemberRequest
from community.safety.forms import ReasonForm


@require_safe
@never_cache
@for_members
def message(request: MemberRequest, conversation_id: int, message_id: int) -> HttpResponse:
    """All that can be done with a message, on one page; as JSON its frame, for quotes."""
    at = shown(request.user, conversation_id, message_id)
    if wants_json(request):
        return JsonResponse(pages.frames([at.message], at.reader)[0])
    return _page(request, at)


@require_POST
@never_cache
@for_members
def react(request: MemberRequest, conversation_id: int, message_id: int) -> HttpResponse:
    """Give the sign `kind`, or take it back; `on` (1 or 0) says which, and without it the other than now."""
    at = shown(request.user, conversation_id, message_id)
    kind, on = request.POST.get("kind", ""), request.POST.get("on", "")
    if on not in {"0", "1"} and kind in Reaction.Kind.values:
        mine = Reaction.objects.filter(message=at.message, participant=at.reader.participant, kind=kind)
        on = "0" if mine.exists() else "1"
    try:
        keep_pace(request.user.pk)
        (actions.react if on == "1" else actions.unreact)(at.message, by=request.user, kind=kind)
    except Refused as refused:
        if wants_json(request):
            raise
        return _page(request, at, error=str(refused.reason), status=422)
    if wants_json(request):
        [frame] = pages.frames([at.message], at.reader)
        return JsonResponse({name: frame[name] for name in ("reactions", "mine", "revision")})
    return redirect(place_in(way_back(request, at.conversation), at.message.seq))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_members
def edit(request: MemberRequest, conversation_id: int, message_id: int) -> HttpResponse:
    """`GET` the form, `POST` the new `body`."""
    at = shown(request.user, conversation_id, message_id)
    require(at.is_mine)
    if request.method != "POST":
        if at.message.is_hidden:
            return redirect(at.address)
        form = WordsForm(initial={"body": at.message.body}, needed=not at.message.picture)
        return _form(request, at, "conversations/edit.html", form)
    form = WordsForm(request.POST, needed=not at.message.picture)
    try:
        keep_pace(request.user.pk)
        actions.edit(at.message, by=request.user, body=request.POST.get("body", ""))
    except Refused as refused:
        if wants_json(request):
            raise
        if form.is_valid():
            form.add_error(refused.field, str(refused.reason))
        return _form(request, at, "conversations/edit.html", form, status=422)
    if wants_json(request):
        return JsonResponse(pages.frames([_again(at)], at.reader)[0])
    return redirect(place_in(way_back(request, at.conversation), at.message.seq))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_members
def remove(request: MemberRequest, conversation_id: int, message_id: int) -> HttpResponse:
    """`POST` takes it off the page: one's own at once, for a keeper with a `reason`, which `GET` asks for."""
    at = shown(request.user, conversation_id, message_id)
    require(at.is_mine or bool(at.keeps))
    form = ReasonForm(request.POST or None)
    if request.method != "POST":
        return _form(request, at, "conversations/remove.html", form)
    try:
        actions.remove(at.message, by=request.user, reason=request.POST.get("reason", "")[:1000])
    except Refused as refused:
        if wants_json(request):
            raise
        if form.is_valid():
            form.add_error(refused.field, str(refused.reason))
        return _form(request, at, "conversations/remove.html", form, status=422)
    if wants_json(request):
        return JsonResponse({"removed": True, "revision": at.message.revision})
    back = way_back(request, at.conversation)
    say(
        request,
        _("Removed.") if at.is_mine else _("Removed. The author reads your reason."),
        undo=f"{at.address}restore/?{urlencode({'next': back})}",
    )
    return redirect(place_in(back, at.message.seq))


@require_POST
@never_cache
@for_members
def restore(request: MemberRequest, conversation_id: int, message_id: int) -> HttpResponse:
    """Put a removed message back."""
    at = shown(request.user, conversation_id, message_id)
    try:
        back = actions.restore(at.message, by=request.user, reason=request.POST.get("reason", ""))
    except Refused as refused:
        if wants_json(request):
            raise
        return _page(request, at, error=str(refused.reason), status=422)
    if wants_json(request):
        return JsonResponse(pages.frames([_again(at)], at.reader)[0])
    if back:
        say(request, _("It is back."))
        return redirect(place_in(way_back(request, at.conversation), at.message.seq))
    return redirect(at.address)


def _again(at: Shown) -> Message:
    """The message as it is now."""
    return pages.find(at.reader, at.message.pk) or at.message


def _page(request: MemberRequest, at: Shown, *, error: str = "", status: int = 200) -> HttpResponse:
    back = way_back(request, at.conversation)
    [line] = pages.lines([at.message], at.reader)
    reacted = pages.who_reacted(at.message, at.reader)
    under = {one.kind: one for one, _names in reacted}
    hinders = hindrance(at.conversation.pk, request.user.pk)
    context: dict[str, Any] = {
        "at": at,
        "message": at.message,
        "conversation": at.conversation,
        "line": line,
        "reacted": reacted,
        "kinds": [under.get(kind.value, pages.Reacted(kind.value, str(kind.label))) for kind in Reaction.Kind],
        "hindrance": hinders,
        "may_post": hinders not in pages.NO_COMPOSER,
        "may_edit": hinders in NO_HINDRANCE,
        "removal": None,
        "error": error,
        "reason_form": ReasonForm(initial={"reason": request.POST.get("reason", "")}),
        "back": back,
        "there": place_in(back, at.message.seq),
        "link": request.build_absolute_uri(place_in(f"/conversations/{at.conversation.pk}/", at.message.seq)),
    }
    if at.message.is_hidden:
        removal = Removal.objects.select_related("by").filter(message=at.message, undone_at=None).first()
        context["removal"] = removal
        context["may_restore"] = removal is not None and may_restore(request.user, at.message, removal)
        context["is_fresh"] = removal is not None and is_fresh(removal, request.user)
    if at.keeps:
        context["versions"] = at.message.versions.order_by("-id")
        context["traces"] = traces_of(at.message)
    return render(request, "conversations/message.html", context, status=status)


def _form(request: MemberRequest, at: Shown, template: str, form: Any, *, status: int = 200) -> HttpResponse:
    context = {
        "at": at,
        "message": at.message,
        "conversation": at.conversation,
        "form": form,
        "back": way_back(request, at.conversation),
    }
    return render(request, template, context, status=status)
