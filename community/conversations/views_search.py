"""The door of search: what was said in one conversation, found again."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.conversations.doors import for_members, reader_at, way_back
from community.conversations.search import LONGEST, search, words_in
from community.members.requests import MemberRequest


@require_safe
@never_cache
@for_members
def find(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """`q` is looked for; `before`, a SEQ, goes on to older ones; `next` leads back to the page of the talk."""
    reader = reader_at(request.user, conversation_id)
    asked = request.GET.get("q", "").strip()[:LONGEST]
    before = request.GET.get("before", "")
    since = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    found, older = search(reader, asked, before=since)
    context = {
        "conversation": reader.conversation,
        "participant": reader.participant,
        "q": asked,
        "has_words": bool(words_in(asked)),
        "found": found,
        "older": older,
        "is_first": since is None,
        "back": way_back(request, reader.conversation).split("?")[0],
    }
    return render(request, "conversations/search.html", context)
