from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from community.conversations.pages import talk_context
from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest
from community.support import actions, queries
from community.support.lines import COUNTRIES, country_of, lines_of
from community.support.models import SupportCall, SupportPerson, Told


@require_GET
def support(request: HttpRequest) -> HttpResponse:
    """I need support now: lines to call for everyone, and one's own people. Signed out it asks the database nothing."""
    return render(request, "support/support.html", _page(request))


def _page(request: HttpRequest) -> dict[str, Any]:
    country = country_of(request.GET.get("country", ""))
    context: dict[str, Any] = {"lines": lines_of(country), "country": country, "countries": COUNTRIES.items()}
    if request.user.is_authenticated:
        context |= {
            "chosen": queries.chosen_by(request.user),
            "open_call": queries.open_call(request.user),
            "asked": queries.asked_of(request.user),
        }
    return context


@require_POST
@login_required
def ask(request: MemberRequest) -> HttpResponse:
    """Let them know."""
    try:
        call = actions.ask_for_support(request.user)
    except Refused as refusal:
        return render(request, "support/support.html", _page(request) | {"refusal": refusal.reason}, status=422)
    return redirect("support_call", pk=call.pk)


@require_GET
@login_required
@never_cache
def call(request: MemberRequest, pk: int) -> HttpResponse:
    """One call, for the one who asked."""
    found = _own(request, pk)
    return render(request, "support/call.html", _call_page(request, queries.own_call(found)))


@require_GET
@login_required
@never_cache
def asked(request: MemberRequest, pk: int) -> HttpResponse:
    """The same call, for one who was told."""
    return render(request, "support/call.html", _call_page(request, queries.asked_call(_asked(request, pk))))


def _own(request: MemberRequest, pk: int) -> SupportCall:
    return get_object_or_404(SupportCall.objects.visible_to(request.user).select_related("conversation"), pk=pk)


def _asked(request: MemberRequest, pk: int) -> Told:
    told = Told.objects.visible_to(request.user).select_related("chosen", "call__conversation")
    return get_object_or_404(told, pk=pk)


def _call_page(request: MemberRequest, page: queries.CallPage) -> dict[str, Any]:
    call = page.call
    actions.look(call, by=request.user)
    here = (
        reverse("support_call", args=[call.pk]) if page.asked_by is None else reverse("asked", args=[page.asked_by.pk])
    )
    context: dict[str, Any] = {
        "page": page,
        "call": call,
        "here": here,
        "state": queries.state_of(call),
        "lines": lines_of(country_of("")),
    }
    if call.conversation and (page.mine or page.i_answered):
        context |= talk_context(call.conversation, request.user, asked=request.GET, here=here)
        # Each of the two writes to the other: the talk bears no title of its own.
        context["conversation"].title = page.other_name
    return context


@require_GET
@login_required
@never_cache
def call_state(request: MemberRequest, pk: int) -> HttpResponse:
    """For the open page, which asks now and then."""
    return _state(request, _own(request, pk))


@require_GET
@login_required
@never_cache
def asked_state(request: MemberRequest, pk: int) -> HttpResponse:
    """The same, for one who was told."""
    return _state(request, _asked(request, pk).call)


def _state(request: MemberRequest, call: SupportCall) -> HttpResponse:
    """Load anew when something has happened, else nothing."""
    if queries.state_of(call) == request.GET.get("seen"):
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
@login_required
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """I am here."""
    try:
        actions.answer(_asked(request, pk), by=request.user)
    except Refused as refusal:
        say(request, refusal.reason)
    return redirect("asked", pk=pk)


@require_POST
@login_required
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """It is over, for now: said by the one who asked."""
    actions.end_call(_own(request, pk), by=request.user)
    return redirect("support_call", pk=pk)


@require_POST
@login_required
def asked_end(request: MemberRequest, pk: int) -> HttpResponse:
    """The same, by the one who answered."""
    actions.end_call(_asked(request, pk).call, by=request.user)
    return redirect("asked", pk=pk)


@require_GET
@login_required
def people(request: MemberRequest) -> HttpResponse:
    """Whom to tell when it is hard, chosen while it is not."""
    return render(request, "support/people.html", {"people": queries.people(request.user)})


@require_POST
@login_required
def choose(request: MemberRequest) -> HttpResponse:
    """One more person."""
    try:
        chosen = actions.choose(request.user, key=request.POST.get("key", ""))
    except Refused as refusal:
        context = {"people": queries.people(request.user), "refusal": refusal.reason}
        return render(request, "support/people.html", context, status=422)
    say(request, _("%(name)s will be told when you ask.") % {"name": chosen.name})
    return redirect("support_people")


@require_POST
@login_required
def let_off(request: MemberRequest, pk: int) -> HttpResponse:
    """One person less, from either side."""
    mine = Q(member=request.user) | Q(person=request.user)
    found = get_object_or_404(SupportPerson.objects.standing().filter(mine), pk=pk)
    if found.person_id == request.user.pk:
        actions.step_back(found, by=request.user)
        say(request, _("You will not be called on. No reason is owed, and none was given."))
    else:
        actions.let_off(found, by=request.user)
        say(request, _("They will not be told any more."))
    return redirect("support_people")
