"""A time to talk: proposed by one, agreed by the other, and the way into its room."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.kit.gate import Refused
from community.kit.toasts import say
from mentorship.pairs.queries import refuse_while_resting, resting
from mentorship.walking import actions, notifications, queries
from mentorship.walking.doors import PairRequest, pair_door
from mentorship.walking.forms import CallForm
from mentorship.walking.models import Call, CallTime


@require_http_methods(["GET", "POST"])
@pair_door
def calls(request: PairRequest) -> HttpResponse:
    """What is agreed and proposed; propose times."""
    form = CallForm(request.POST or None, kinds=actions.kinds(), zone=request.user.time_zone)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.propose_call(
                request.pair, by=request.user, kind=said["kind"], minutes=said["minutes"], times=said["times"]
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("Proposed. It holds once %(name)s agrees to a time.") % {"name": request.other})
            return redirect("mentorship:calls", request.pair.pk)
    if request.method == "GET":
        notifications.settle_calls(request.pair, request.user)
    context = {
        "pair": request.pair,
        "other": request.other,
        "rests": resting(request.pair, request.user).rests,
        "found": queries.calls_of(request.pair, request.user),
        "form": form,
        "has_rooms": bool(settings.CALL_ROOMS),
        "zone": request.user.time_zone,
    }
    return render(request, "mentorship/walking/calls.html", context, status=422 if form.is_bound else 200)


@require_POST
@pair_door
def agree(request: PairRequest, time_id: int) -> HttpResponse:
    """This time fits."""
    time = get_object_or_404(CallTime.objects.select_related("call__pair"), pk=time_id, call__pair=request.pair)
    try:
        actions.agree_to_call(time, by=request.user)
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    else:
        say(request, _("Agreed. You are both told a little before."))
    return redirect("mentorship:calls", request.pair.pk)


@require_POST
@pair_door
def call_off(request: PairRequest, call_id: int) -> HttpResponse:
    """No time fits, or it cannot be."""
    call = get_object_or_404(Call.objects.select_related("pair"), pk=call_id, pair=request.pair)
    try:
        actions.call_off(call, by=request.user)
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    else:
        say(request, _("Called off. You can propose other times."))
    return redirect("mentorship:calls", request.pair.pk)


@require_GET
@pair_door
def room(request: PairRequest, call_id: int) -> HttpResponse:
    """The way into the room, while it is open. It is named nowhere else: not on a page, not in a notice."""
    call = get_object_or_404(Call.objects.filter(agreed_at__isnull=False), pk=call_id, pair=request.pair)
    if not call.has_room or not settings.CALL_ROOMS:
        raise Http404
    try:
        refuse_while_resting(request.pair)
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
        return redirect("mentorship:calls", request.pair.pk)
    if call.is_open_at(timezone.now()):
        return redirect(f"{settings.CALL_ROOMS.rstrip('/')}/{call.room}")
    opens = queries.opens_at(call, request.user)
    say(request, _("The room opens a quarter of an hour before: %(time)s.") % {"time": opens.mine if opens else ""})
    return redirect("mentorship:calls", request.pair.pk)
