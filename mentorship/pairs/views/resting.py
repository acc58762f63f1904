"""Letting the talk rest, and waking it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.models import Member
from mentorship.pairs import actions
from mentorship.pairs.forms import RestForm
from mentorship.pairs.models import Pair


@login_required
@require_POST
def let_rest(request: HttpRequest, pair_id: int) -> HttpResponse:
    """A few days of quiet."""
    pair = _pair(request, pair_id)
    form = RestForm(request.POST)
    if not form.is_valid():
        say(request, _("Please choose for how long."), kind=messages.WARNING)
        return redirect(pair)
    try:
        actions.let_rest(pair, by=request.user, days=form.cleaned_data["days"])  # type: ignore[arg-type]
        say(request, _("The talk rests. Your words stay here."))
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    return redirect(pair)


@login_required
@require_POST
def wake(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Go on talking."""
    pair = _pair(request, pair_id)
    try:
        actions.wake(pair, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    return redirect(pair)


def _pair(request: HttpRequest, pair_id: int) -> Pair:
    member: Member = request.user  # type: ignore[assignment]
    return get_object_or_404(Pair.objects.visible_to(member).select_related("mentor", "mentee"), pk=pair_id)
