"""The doors of the text meeting: each is a plain form that leads back to the chat, and answers scripts in JSON."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.conversations import actions
from community.conversations.doors import wants_json
from community.conversations.models import Conversation
from community.conversations.queries import reader_of
from community.kit.asked import number
from community.kit.gate import Refused, require
from community.kit.toasts import say
from groups.chat.actions import enter
from groups.chat.meeting import MeetingForm, frame_of
from groups.roster.doors import members_page
from groups.roster.models import Membership
from groups.roster.queries import conversation_of

Act = Callable[[HttpRequest, Membership, Conversation], None]


@never_cache
@require_safe
@members_page
def meeting(request: HttpRequest, membership: Membership) -> HttpResponse:
    """How the meeting stands, for scripts; a page is led to the chat."""
    require(enter(membership))
    if not wants_json(request):
        return redirect("groups:chat", membership.group.slug)
    return JsonResponse(frame_of(membership, reader_of(conversation_of(membership.group), membership.member)))


def _door(act: Act) -> Callable[..., HttpResponse]:
    """Do it, and go back to the chat; what cannot be is said kindly there."""

    @never_cache
    @require_POST
    @members_page
    @wraps(act)
    def door(request: HttpRequest, membership: Membership) -> HttpResponse:
        require(enter(membership))
        conversation = conversation_of(membership.group)
        try:
            act(request, membership, conversation)
        except Refused as refused:
            if wants_json(request):
                return JsonResponse({"code": refused.code, "reason": str(refused.reason)}, status=422)
            say(request, str(refused.reason))
        except PermissionDenied:
            if not wants_json(request):
                raise
            return JsonResponse({"code": "not_yours", "reason": _("This is not yours to do.")}, status=403)
        if wants_json(request):
            return JsonResponse(frame_of(membership, reader_of(conversation, membership.member)))
        return redirect("groups:chat", membership.group.slug)

    return door


@_door
def open_meeting(request: HttpRequest, membership: Membership, conversation: Conversation) -> None:
    """Begin a meeting: ``topic`` and ``share`` (minutes)."""
    require(actions.keeps_meetings(conversation, membership.member))
    form = MeetingForm(request.POST)
    if not form.is_valid():
        raise Refused("form", str(next(iter(form.errors.values()))[0]))
    said = form.cleaned_data
    actions.open_floor(conversation, by=membership.member, topic=said["topic"], share_minutes=said["share"])


@_door
def close_meeting(request: HttpRequest, membership: Membership, conversation: Conversation) -> None:
    """End it."""
    if actions.close_floor(conversation, by=membership.member) and not wants_json(request):
        say(request, _("The meeting is over. Everyone can write again."))


@_door
def hand(request: HttpRequest, membership: Membership, conversation: Conversation) -> None:
    """Raise a hand (``up`` = 1) or lower it (0)."""
    verb = actions.lower_hand if request.POST.get("up") == "0" else actions.raise_hand
    verb(conversation, by=membership.member)


@_door
def call_next(request: HttpRequest, membership: Membership, conversation: Conversation) -> None:
    """Give the floor to the next hand. ``speaker`` is who the host saw speaking, a participant; empty: nobody."""
    seen = request.POST.get("speaker", "")
    instead_of = (number(seen) or 0) if seen else None
    actions.call_next(conversation, by=membership.member, instead_of=instead_of)


@_door
def pass_on(request: HttpRequest, membership: Membership, conversation: Conversation) -> None:
    """End one's own share."""
    actions.pass_floor(conversation, by=membership.member)


@_door
def hand_over(request: HttpRequest, membership: Membership, conversation: Conversation) -> None:
    """Make ``to``, a participant, the host."""
    actions.hand_over(conversation, by=membership.member, to=number(request.POST.get("to")) or 0)
