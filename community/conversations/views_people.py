"""The door of completion: who can be named in a conversation."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.conversations.doors import for_members, reader_at
from community.conversations.mentions import offered
from community.members.requests import MemberRequest


@require_safe
@never_cache
@for_members
def people(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """`q` is how the name, or a word of it, begins; JSON of up to eight, nobody between whom and me a block stands."""
    reader = reader_at(request.user, conversation_id)
    found = offered(reader.conversation.pk, request.user.pk, request.GET.get("q", ""))
    return JsonResponse([{"id": one.participant, "name": one.name, "hue": one.hue} for one in found], safe=False)
