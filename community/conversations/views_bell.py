"""The door of a conversation's bell: all, mentions only, or nothing."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.conversations.actions.bell import ring_for
from community.conversations.doors import for_members, reader_at, wants_json, way_back
from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest


@require_POST
@never_cache
@for_members
def bell(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """`bell` is `all`, `mentions` or `nothing`; `next` leads back."""
    reader = reader_at(request.user, conversation_id)
    what = request.POST.get("bell", "")
    try:
        ring_for(reader.participant, by=request.user, what=what)
    except Refused as refused:
        if wants_json(request):
            raise
        say(request, str(refused.reason))
        return redirect(way_back(request, reader.conversation))
    if wants_json(request):
        return JsonResponse({"bell": what})
    words = {
        "all": _("Everything that is said here counts on your badges."),
        "mentions": _("Only what names you counts on your badges."),
        "nothing": _("This conversation is quiet for you now."),
    }
    say(request, words[what])
    return redirect(way_back(request, reader.conversation))
