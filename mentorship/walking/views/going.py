"""Small questions of the pair's page: how it goes, and when to be told of a silence. And the desk's page of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.facilities.gate import DeskRequest, desk_door
from community.kit.gate import Refused, require
from community.kit.toasts import say
from mentorship.profiles.policies import LOOKS_AFTER
from mentorship.walking import actions, queries
from mentorship.walking.doors import PairRequest, pair_door
from mentorship.walking.models import Going

#: So many people who would like to talk stand on the page; whoever has waited longest comes first.
PAGE = 50


@require_POST
@pair_door
def answer(request: PairRequest, going_id: int) -> HttpResponse:
    """The first tap."""
    going = _own(request, going_id)
    try:
        actions.answer_how(going, by=request.user, answer=request.POST.get("answer", ""))
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
        return redirect(request.pair)
    return redirect("mentorship:how", request.pair.pk, going.pk)


@require_http_methods(["GET", "POST"])
@pair_door
def how(request: PairRequest, going_id: int) -> HttpResponse:
    """The second: whether they would like to talk with somebody of the house."""
    going = _own(request, going_id)
    if request.method == "POST":
        actions.ask_to_talk(going, by=request.user)
        say(request, _("Somebody of the house gets in touch with you."))
        return redirect(request.pair)
    context = {"pair": request.pair, "other": request.other, "going": going, "house": request.pair.offer.facility}
    return render(request, "mentorship/walking/how.html", context)


@require_POST
@pair_door
def choose_nudge(request: PairRequest) -> HttpResponse:
    """When to be told of a silence."""
    days = request.POST.get("days", "")
    try:
        actions.choose_nudge(request.pair, by=request.user, days=int(days) if days in {"0", "7", "14", "21"} else -1)
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    else:
        say(request, _("Kept. Only you know it."))
    return redirect(request.pair)


@desk_door
@require_GET
def desk(request: DeskRequest) -> HttpResponse:
    """Sums of what pairs answered, and who would like to talk."""
    require(request.desk.holds(*LOOKS_AFTER))
    context = {
        "desk": request.desk,
        "tab": "how",
        "weeks": queries.sums(request.desk.facility),
        "asks": queries.wants_talk(request.desk.facility, request.user)[:PAGE],
    }
    return render(request, "mentorship/walking/desk.html", context)


@desk_door
@require_POST
def heard(request: DeskRequest, going_id: int) -> HttpResponse:
    """They have talked."""
    require(request.desk.holds(*LOOKS_AFTER))
    asked = Going.objects.filter(pair__offer__facility=request.desk.facility, wants_talk_at__isnull=False)
    asked = asked.exclude(pair__mentor=request.user).exclude(pair__mentee=request.user)
    going = get_object_or_404(asked.select_related("pair__offer__facility", "member", "pair"), pk=going_id)
    actions.note_heard(going, by=request.user)
    say(request, _("Noted: you have talked with %(name)s.") % {"name": going.member})
    return redirect("mentor_desk:how")


def _own(request: PairRequest, going_id: int) -> Going:
    own = Going.objects.visible_to(request.user).select_related("member", "pair__offer__facility")
    return get_object_or_404(own, pk=going_id, pair=request.pair)
