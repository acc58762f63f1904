"""A last day: proposed, agreed to, another suggested, taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.kit.clock import local_day
from community.kit.gate import Refused
from community.kit.toasts import say
from mentorship.pairs.queries import resting
from mentorship.partings import actions, notifications, queries
from mentorship.partings.forms import PartingForm
from mentorship.partings.models import Parting
from mentorship.walking.doors import PairRequest, pair_door


@require_http_methods(["GET", "POST"])
@pair_door
def parting(request: PairRequest) -> HttpResponse:
    """What stands, and what one leaves; propose a day, or another."""
    form = PartingForm(request.POST or None, today=local_day(timezone.now(), request.user.time_zone))
    if form.is_bound and form.is_valid():
        try:
            actions.propose_day(request.pair, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("%(name)s reads the day you propose.") % {"name": request.other})
            return redirect("mentorship:parting", request.pair.pk)
    notifications.settle_parting(request.pair, request.user)
    context = {
        "pair": request.pair,
        "other": request.other,
        "is_mentor": request.pair.mentor_id == request.user.pk,
        "form": form,
        "last": queries.last_day(request.pair, request.user),
        "rests": resting(request.pair, request.user).rests,
        "letter": queries.own_letter(request.pair, request.user),
    }
    return render(request, "mentorship/partings/parting.html", context, status=422 if form.is_bound else 200)


@require_POST
@pair_door
def agree(request: PairRequest, parting_id: int) -> HttpResponse:
    """Agree to the day."""
    try:
        actions.agree_to_day(_of(request, parting_id), by=request.user)
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    else:
        say(request, _("Agreed. Until then you go on as ever."))
    return redirect("mentorship:parting", request.pair.pk)


@require_POST
@pair_door
def take_back(request: PairRequest, parting_id: int) -> HttpResponse:
    """Stay, after all."""
    try:
        actions.take_back_day(_of(request, parting_id), by=request.user)
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    else:
        say(request, _("Taken back. You walk on together."))
    return redirect("mentorship:parting", request.pair.pk)


def _of(request: PairRequest, parting_id: int) -> Parting:
    return get_object_or_404(Parting.objects.select_related("pair"), pk=parting_id, pair=request.pair)
