"""The doors for pages without a socket: read, catch up, say something."""

import json
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from community.conversations import actions, pages
from community.conversations.models import Conversation, Message
from community.conversations.pace import keep_pace
from community.conversations.pictures import too_large
from community.conversations.queries import reader_of
from community.conversations.uploads import await_picture, picture_of
from community.kit.gate import Refused
from community.members.requests import MemberRequest


@login_required
@never_cache
@require_safe
def conversation(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """A conversation by itself, for links that know nothing of the room that owns it."""
    talk = _visible(request, conversation_id)
    context = pages.talk_context(talk, request.user, asked=request.GET, here=request.path)
    if context["is_newest"] and talk.last_seq:
        actions.mark_seen(talk, by=request.user, seq=talk.last_seq)
    return render(request, "conversations/conversation.html", context)


@csrf_exempt
@never_cache
def messages(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """`GET` with `since`, `before`, `after`, or `from` and `to` (each a SEQ) reads; `POST` with `body` says.

    JSON where that is accepted. A form may bring a `picture` and its `alt`.

    A form brings the CSRF token as everywhere. A JSON body needs none: no page of another origin can send one without
    being asked first, and where the browser names an origin it must be ours.
    """
    if not request.user.is_authenticated:
        return _sign_in(request)
    if request.method in {"GET", "HEAD"}:
        return _read(request, _visible(request, conversation_id))
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    talk = _visible(request, conversation_id)
    if not await_picture(request):
        return _refuse(request, talk, too_large(), {}, status=413)
    forged = _foreign(request) if _is_json(request) else _without_token(request)
    return forged or _say(request, talk)


def _read(request: MemberRequest, talk: Conversation) -> HttpResponse:
    asked = request.GET
    reader = reader_of(talk, request.user)
    if "since" in asked:
        found, more = pages.messages_since(reader, _seq(asked["since"]))
    elif "from" in asked:
        found, more = pages.messages_between(reader, _seq(asked["from"]), _seq(asked.get("to", ""))), False
    elif "after" in asked:
        next_ones = pages.messages_after(reader, _seq(asked["after"]), limit=pages.PAGE + 1)
        found, more = next_ones[: pages.PAGE], len(next_ones) > pages.PAGE
    else:
        first_after = _seq(asked["before"]) if "before" in asked else talk.last_seq + 1
        newest = pages.messages_before(reader, first_after, limit=pages.PAGE + 1)
        found, more = newest[-pages.PAGE :], len(newest) > pages.PAGE
    if _wants_json(request):
        shown = pages.frames(found, reader)
        return JsonResponse({"conversation": talk.pk, "seq": talk.last_seq, "messages": shown, "more": more})
    shown_lines = pages.lines(found, reader)
    return render(request, "conversations/_messages.html", {"lines": shown_lines})


def _say(request: MemberRequest, talk: Conversation) -> HttpResponse:
    said: dict[str, Any] = {}
    try:
        said = _given(request)
        keep_pace(request.user.pk)
        message = actions.post(
            talk,
            by=request.user,
            body=said.get("body", ""),
            client_id=said.get("client_id", ""),
            reply_to=_reply_to(talk, request, said.get("reply_to")),
            picture=picture_of(request),
            alt=str(said.get("alt", "")),
        )
    except Refused as refused:
        return _refuse(request, talk, refused, said)
    if _wants_json(request):
        answer = {
            "type": "posted",
            "conversation": talk.pk,
            "client_id": str(message.client_id),
            "id": message.pk,
            "seq": message.seq,
        }
        return JsonResponse(answer, status=201)
    return redirect(f"{_back(request, talk)}#m{message.seq}")


def _refuse(
    request: MemberRequest, talk: Conversation, refused: Refused, said: dict[str, Any], status: int = 422
) -> HttpResponse:
    if _wants_json(request):
        answer = {
            "type": "refused",
            "conversation": talk.pk,
            "client_id": said.get("client_id"),
            "code": refused.code,
            "reason": str(refused.reason),
        }
        return JsonResponse(answer, status=status)
    answered = _reply_to(talk, request, said.get("reply_to"))
    context = pages.talk_context(
        talk,
        request.user,
        asked={"reply": str(answered.seq)} if answered else None,
        body=str(said.get("body", "")),
        error=str(refused.reason),
        client_id="" if refused.code == "client_id" else str(said.get("client_id", "")),
        here=_back(request, talk) if said else request.path.removesuffix("messages/"),
    )
    context |= {"talk_alt": str(said.get("alt", "")), "talk_field": refused.field}
    return render(request, "conversations/conversation.html", context, status=status)


def _given(request: MemberRequest) -> dict[str, Any]:
    if not _is_json(request):
        return request.POST.dict()
    try:
        given = json.loads(request.body)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise Refused("unreadable", _("That could not be read."))
    return given


def _reply_to(talk: Conversation, request: MemberRequest, value: object) -> Message | None:
    try:
        number = int(str(value))
    except ValueError:
        return None
    if not 0 < number < 2**63:
        return None
    return Message.objects.visible_to(request.user).filter(conversation=talk, pk=number).first()


def _visible(request: MemberRequest, conversation_id: int) -> Conversation:
    return get_object_or_404(Conversation.objects.visible_to(request.user), pk=conversation_id)


def _back(request: MemberRequest, talk: Conversation) -> str:
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address.split("#")[0] if address.startswith("/") and safe else f"/conversations/{talk.pk}/"


def _seq(value: str) -> int:
    return min(int(value), 2**63 - 1) if value.isascii() and value.isdigit() and len(value) < 20 else 0


def _wants_json(request: MemberRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "") or _is_json(request)


def _is_json(request: MemberRequest) -> bool:
    return request.content_type == "application/json"


def _sign_in(request: MemberRequest) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"code": "sign_in", "reason": _("Please sign in again.")}, status=401)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")


def _foreign(request: MemberRequest) -> HttpResponse | None:
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.get_host():
        raise PermissionDenied
    return None


def _without_token(request: MemberRequest) -> HttpResponse | None:
    check = CsrfViewMiddleware(lambda request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, lambda request: HttpResponse(), (), {})
