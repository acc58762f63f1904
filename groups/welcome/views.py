from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.kit.gate import Refused, require
from community.kit.toasts import say
from groups.roster.doors import members_page
from groups.roster.models import Membership
from groups.welcome.actions import ask_swap, give_hours, take_back_swap, take_hours_back, take_swap
from groups.welcome.forms import DayForm, HoursForm
from groups.welcome.models import GreetingShift, Swap
from groups.welcome.pages import rota_page
from groups.welcome.policies import may_greet

MINUTE = timedelta(minutes=1)


@require_http_methods(["GET", "POST"])
@members_page
def greeters(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Who greets when; whoever greets gives hours of their own."""
    if request.method == "GET":
        form = HoursForm(initial={"zone": membership.member.time_zone})
        return _page(request, membership, form)
    require(may_greet(membership), _("The rota is made by those who greet here."))
    form = HoursForm(request.POST)
    if not form.is_valid():
        return _page(request, membership, form, status=422)
    try:
        give_hours(membership.group, by=membership.member, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        return _page(request, membership, form, status=422)
    say(request, _("Your hours are on the rota. Thank you."))
    return redirect("groups:greeters", membership.group.slug)


@require_POST
@members_page
def hours_out(request: HttpRequest, membership: Membership, shift_id: int) -> HttpResponse:
    """Take hours of one's own off the rota."""
    take_hours_back(_shift(membership, shift_id), by=membership.member)
    say(request, _("These hours are off the rota."))
    return redirect("groups:greeters", membership.group.slug)


@require_POST
@members_page
def swap_ask(request: HttpRequest, membership: Membership, shift_id: int) -> HttpResponse:
    """Ask whether somebody takes one day."""
    shift, form = _shift(membership, shift_id), DayForm(request.POST)
    if not form.is_valid():
        say(request, _("Choose one of the days on the rota."))
    else:
        try:
            ask_swap(shift, by=membership.member, day=form.cleaned_data["day"])
            say(request, _("The others are asked. Until somebody takes it, the day stays yours."))
        except Refused as refused:
            say(request, str(refused.reason))
    return redirect("groups:greeters", membership.group.slug)


@require_POST
@members_page
def swap_take(request: HttpRequest, membership: Membership, swap_id: int) -> HttpResponse:
    """Take a day that another asked about."""
    try:
        take_swap(_swap(membership, swap_id), by=membership.member)
        say(request, _("The day is yours. Thank you."))
    except Refused as refused:
        say(request, str(refused.reason))
    return redirect("groups:greeters", membership.group.slug)


@require_POST
@members_page
def swap_back(request: HttpRequest, membership: Membership, swap_id: int) -> HttpResponse:
    """Keep one's own day after all, or hand back one that one took."""
    take_back_swap(_swap(membership, swap_id), by=membership.member)
    say(request, _("The rota is as it was before."))
    return redirect("groups:greeters", membership.group.slug)


def _page(request: HttpRequest, membership: Membership, form: HoursForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "group": membership.group,
        "membership": membership,
        "may_greet": may_greet(membership),
        "rota": rota_page(membership),
        "form": form,
        "mentors_after": settings.FIRST_HELLO_MENTORS_AFTER // MINUTE,
        "staff_after": settings.FIRST_HELLO_STAFF_AFTER // MINUTE,
    }
    return render(request, "groups/welcome/greeters.html", context, status=status)


def _shift(membership: Membership, pk: int) -> GreetingShift:
    """A shift of this group."""
    shifts = GreetingShift.objects.select_related("membership__member", "group")
    return get_object_or_404(shifts, pk=pk, group=membership.group)


def _swap(membership: Membership, pk: int) -> Swap:
    """A day of this group's rota that was asked about."""
    swaps = Swap.objects.select_related("shift__membership__member", "shift__group", "taken_by__member")
    return get_object_or_404(swaps, pk=pk, shift__group=membership.group)
