from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.conversations.actions import mark_seen
from community.conversations.pages import talk_context
from community.support.lines import country_of, lines_of
from groups.roster.doors import members_page
from groups.roster.models import Membership
from groups.roster.queries import conversation_of, current_quiet, keepers_of
from groups.welcome.queries import new_in_chat


@never_cache
@require_safe
@members_page
def chat(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The group's live chat, which is a plain page first."""
    group, member = membership.group, membership.member
    talk = talk_context(conversation_of(group), member, asked=request.GET, here=request.path)
    if talk["is_newest"] and talk["conversation"].last_seq > talk["participant"].seen_seq:
        mark_seen(talk["conversation"], by=member, seq=talk["conversation"].last_seq)
    quiet = None if talk["may_post"] else current_quiet(membership)
    newcomer = new_in_chat(membership, talk["lines"]) if talk["is_newest"] and talk["may_post"] else None
    country = country_of(group.facility.country if group.facility else "")
    return render(
        request,
        "groups/chat/chat.html",
        {
            **talk,
            "group": group,
            "membership": membership,
            "quiet": quiet,
            "talk_quiet": "groups/_quiet.html" if quiet else "",
            "keepers": keepers_of(group, member),
            "newcomer": newcomer,
            "talk_strip": "groups/chat/_newcomer.html" if newcomer else "",
            "lines_to_call": [line for line in lines_of(country) if line.kind == "crisis"][:1],
        },
    )
