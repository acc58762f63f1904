"""What the doors of conversations share: who comes, where they go back to, and whether a page or a script asks."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from community.conversations import pages
from community.conversations.keeping import keeper_name
from community.conversations.models import Conversation, Message
from community.conversations.queries import Reader, reader_of
from community.kit.gate import Refused
from community.members.models import Member


class Shown(NamedTuple):
    """A message at somebody's door. ``keeps``: the name under which they look after the conversation, or empty."""

    message: Message
    reader: Reader
    keeps: str

    @property
    def is_mine(self) -> bool:
        return self.message.author_id == self.reader.participant.pk

    @property
    def conversation(self) -> Conversation:
        return self.reader.conversation

    @property
    def address(self) -> str:
        return f"/conversations/{self.conversation.pk}/messages/{self.message.pk}/"


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "") or request.content_type == "application/json"


def for_members(door: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Let members in. A script that is signed out, refused or not allowed hears so in JSON: 401, 422, 403."""

    @wraps(door)
    def guarded(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if wants_json(request):
                return JsonResponse({"code": "sign_in", "reason": _("Please sign in again.")}, status=401)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        if not wants_json(request):
            return door(request, *args, **values)
        try:
            return door(request, *args, **values)
        except Refused as refused:
            answer = {"code": refused.code, "reason": str(refused.reason), "field": refused.field}
            return JsonResponse(answer, status=422)
        except PermissionDenied:
            return JsonResponse({"code": "not_yours", "reason": _("This is not yours to do.")}, status=403)

    return guarded


def reader_at(member: Member, conversation_id: int) -> Reader:
    """Return the member as reader of the conversation; not there (404) for whoever has no place in it."""
    talk = get_object_or_404(Conversation.objects.visible_to(member), pk=conversation_id)
    return reader_of(talk, member)


def shown(member: Member, conversation_id: int, message_id: int) -> Shown:
    """Return the message as the member finds it: a removed one is there for its author and its keepers alone."""
    reader = reader_at(member, conversation_id)
    message = pages.find(reader, message_id)
    if message is None:
        raise Http404
    found = Shown(message, reader, keeper_name(member, message))
    if message.is_hidden and not (found.is_mine or found.keeps):
        raise Http404
    return found


def way_back(request: HttpRequest, conversation: Conversation) -> str:
    """Return the page one came from, as ``next`` names it, or the conversation's own."""
    address = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address.split("#")[0] if address.startswith("/") and safe else f"/conversations/{conversation.pk}/"


def place_in(page: str, seq: int) -> str:
    """Return the address of a message on that page, opened around it."""
    return f"{page.split('?')[0]}?at={seq}#m{seq}"
