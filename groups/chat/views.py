from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.conversations.actions import mark_seen
from community.conversations.pages import talk_context
from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.support.lines import Line, country_of, lines_of
from groups.chat.actions import enter, set_room
from groups.chat.forms import RulesForms
from groups.chat.meeting import meeting_of
from groups.chat.room import room_now, stage_words
from groups.chat.rules import rules_of
from groups.roster.doors import members_page
from groups.roster.models import Group, Membership
from groups.roster.policies import keeps
from groups.roster.queries import conversation_of, current_quiet, keepers_of, road_of
from groups.welcome.queries import new_in_chat


@never_cache
@require_safe
@members_page
def chat(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The group's live chat, which is a plain page first."""
    group, member = membership.group, membership.member
    if not enter(membership):
        return _for_some(request, membership)
    talk = talk_context(conversation_of(group), member, asked=request.GET, here=request.path)
    if talk["is_newest"] and talk["conversation"].last_seq > talk["participant"].seen_seq:
        mark_seen(talk["conversation"], by=member, seq=talk["conversation"].last_seq)
    quiet = None if talk["may_post"] else current_quiet(membership)
    newcomer = new_in_chat(membership, talk["lines"]) if talk["is_newest"] and not talk["hindrance"] else None
    room = room_now(membership, talk["conversation"])
    return render(
        request,
        "groups/chat/chat.html",
        {
            **talk,
            "group": group,
            "membership": membership,
            "quiet": quiet,
            "talk_quiet": "groups/_quiet.html" if quiet else "",
            "newcomer": newcomer,
            "talk_strip": "groups/chat/_newcomer.html" if newcomer else "",
            "talk_tops": ["groups/chat/_room_top.html", "groups/chat/_meeting.html"],
            "meeting": meeting_of(membership, talk["reader"]),
            "room": room,
            "slow_seconds": room.slow_seconds,
            "opens_at": room.opens_at,
            "rests_at": room.rests_at,
            "keepers": () if room.staffed else keepers_of(group, member),
            "lines_to_call": _lines_to_call(group),
        },
    )


@never_cache
@require_safe
@members_page
def chat_now(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The parts of the chat's page that change with the clock and the rules, for a page that is open."""
    group = membership.group
    require(enter(membership))
    room = room_now(membership, conversation_of(group))
    context = {
        "group": group,
        "membership": membership,
        "room": room,
        "keepers": () if room.staffed else keepers_of(group, membership.member),
        "lines_to_call": _lines_to_call(group),
    }
    return render(request, "groups/chat/now.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@members_page
def chat_rules(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Those who keep the group set how its chat goes: the pace, the hours, for whom it is, who listens when.

    A line of the rota is added or taken away on the page (``rota`` = ``add`` or ``drop-2``) before anything is saved.
    """
    require(keeps(membership), _("This page is for those who look after the group."))
    group, member = membership.group, membership.member
    conversation, keepers = conversation_of(group), keepers_of(group, member)
    status = 200
    if request.method == "GET":
        forms = RulesForms.of(group, rules_of(group, conversation), keepers, group.zone)
    elif act := request.POST.get("rota", ""):
        forms = RulesForms.rearranged(request.POST, group, keepers, act)
    else:
        forms = RulesForms.given(request.POST, group, keepers)
        if forms.is_valid() and _saved(forms, membership):
            say(request, _("Saved. The room goes by these rules from now on."))
            return redirect("groups:chat", group.slug)
        status = 422
    context = {"group": group, "membership": membership, "forms": forms}
    return render(request, "groups/chat/rules.html", context, status=status)


def _saved(forms: RulesForms, keeper: Membership) -> bool:
    """Set the rules; what cannot be so is said at its field."""
    try:
        set_room(keeper.group, by=keeper.member, rules=forms.rules, read=forms.room.cleaned_data["read"])
    except Refused as refused:
        field = refused.field if refused.field in forms.room.fields and refused.field != "read" else None
        forms.room.add_error(field, str(refused.reason))
        return False
    return True


def _for_some(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The chat is for people at other stages of the road: a kind word, and other ways."""
    context: dict[str, Any] = {
        "group": membership.group,
        "membership": membership,
        "for_whom": stage_words(membership.group.chat_stages),
        "unsaid": not road_of(membership.member),
    }
    return render(request, "groups/chat/for_some.html", context)


def _lines_to_call(group: Group) -> list[Line]:
    country = country_of(group.facility.country if group.facility else "")
    return [line for line in lines_of(country) if line.kind == "crisis"][:1]
