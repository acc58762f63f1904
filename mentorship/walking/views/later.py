"""Words for later: what one has written ahead, by one's own clock."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.kit.clock import moment_of, zone
from community.kit.gate import Refused
from community.kit.toasts import say
from mentorship.pairs.queries import resting
from mentorship.walking import actions, notifications
from mentorship.walking.doors import PairRequest, pair_door
from mentorship.walking.forms import LaterForm
from mentorship.walking.models import LaterMessage


@require_http_methods(["GET", "POST"])
@pair_door
def later(request: PairRequest) -> HttpResponse:
    """What waits; write another."""
    form = LaterForm(request.POST or None)
    if request.method == "GET":
        notifications.settle_held(request.pair, request.user)
    if form.is_bound and form.is_valid():
        try:
            actions.write_for_later(
                request.pair, by=request.user, body=form.cleaned_data["body"], due_at=_moment(request, form)
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("It waits for its time."))
            return redirect("mentorship:later", request.pair.pk)
    waiting = LaterMessage.objects.visible_to(request.user).filter(pair=request.pair).waiting()
    context = {
        "pair": request.pair,
        "other": request.other,
        "rests": resting(request.pair, request.user).rests,
        "form": form,
        "waiting": waiting.order_by("due_at", "pk"),
        "zone": request.user.time_zone,
    }
    return render(request, "mentorship/walking/later.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@pair_door
def change(request: PairRequest, later_id: int) -> HttpResponse:
    """Change one that waits."""
    found = _own(request, later_id)
    here = found.due_at.astimezone(zone(request.user.time_zone))
    form = LaterForm(request.POST or None, initial={"body": found.body, "day": here.date(), "at": here.time()})
    if form.is_bound and form.is_valid():
        try:
            actions.change_later(found, by=request.user, body=form.cleaned_data["body"], due_at=_moment(request, form))
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            return redirect("mentorship:later", request.pair.pk)
    context = {"pair": request.pair, "other": request.other, "form": form, "later": found}
    return render(request, "mentorship/walking/later_change.html", context, status=422 if form.is_bound else 200)


@require_POST
@pair_door
def take_back(request: PairRequest, later_id: int) -> HttpResponse:
    """It is not said."""
    try:
        actions.take_back_later(_own(request, later_id), by=request.user)
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    else:
        say(request, _("Taken back. Nobody has read it."))
    return redirect("mentorship:later", request.pair.pk)


def _own(request: PairRequest, later_id: int) -> LaterMessage:
    own = LaterMessage.objects.visible_to(request.user).waiting().select_related("pair")
    return get_object_or_404(own, pk=later_id, pair=request.pair)


def _moment(request: PairRequest, form: LaterForm) -> datetime:
    """The instant of the day and time that were chosen, by the member's own clock."""
    return moment_of(form.cleaned_data["day"], form.cleaned_data["at"], request.user.time_zone)
