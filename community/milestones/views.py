from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.checkins import queries as checkins
from community.checkins.picture import picture
from community.kit.clock import local_day
from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest
from community.milestones import actions, queries
from community.milestones.forms import BeginAgainForm, CorrectionForm, CounterForm
from community.milestones.models import Counter


@require_GET
@login_required
def path(request: MemberRequest) -> HttpResponse:
    """My path: the cairn, today's check-in, a month as a picture."""
    now = checkins.today(request.user)
    entries = checkins.recent(request.user)
    standings = queries.standings(request.user)
    context = {
        "today": now,
        "entries": list(reversed(entries)),
        "picture": picture(entries, until=now.day) if entries else None,
        "standing": standings[0] if standings else None,
        "others": standings[1:],
    }
    return render(request, "milestones/path.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new_counter(request: MemberRequest) -> HttpResponse:
    """Something more to count."""
    form = CounterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            counter = actions.count(request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.reason))
        else:
            return redirect("counter", pk=counter.pk)
    return render(request, "milestones/new_counter.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
@login_required
def counter(request: MemberRequest, pk: int) -> HttpResponse:
    """One counter: its days, its spans, its cairn."""
    return render(request, "milestones/counter.html", _counter_page(request, _own(request, pk)))


@require_http_methods(["GET", "POST"])
@login_required
def correction(request: MemberRequest, pk: int) -> HttpResponse:
    """It began on another day."""
    found = _own(request, pk)
    form = CorrectionForm(request.POST or None, initial={"since": queries.standing_of(found, on=_today(request)).since})
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_start(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.reason))
        else:
            say(request, _("Corrected."))
            return redirect("counter", pk=found.pk)
    context = {"form": form, "counter": found}
    return render(request, "milestones/correction.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def again(request: MemberRequest, pk: int) -> HttpResponse:
    """A setback, told by the one it happened to."""
    found = _own(request, pk)
    form = BeginAgainForm(request.POST or None, initial={"on": _today(request)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin_again(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.reason))
        else:
            undo = reverse("counter_taken_back", args=[found.pk])
            say(request, _("Thank you for being honest with yourself. Every day you lived is still here."), undo=undo)
            return redirect("counter", pk=found.pk)
    context = _counter_page(request, found) | {"form": form}
    return render(request, "milestones/again.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def taken_back(request: MemberRequest, pk: int) -> HttpResponse:
    """It was not so."""
    found = _own(request, pk)
    if actions.take_back(found, by=request.user):
        say(request, _("Taken back. Your days go on as before."))
    return redirect("counter", pk=found.pk)


@require_http_methods(["GET", "POST"])
@login_required
def gone(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a counter away; this one asks first, for its days would go with it."""
    found = _own(request, pk)
    if request.method == "POST":
        actions.stop_counting(found, by=request.user)
        say(request, _("Taken away."))
        return redirect("path")
    return render(request, "milestones/gone.html", _counter_page(request, found))


def _own(request: MemberRequest, pk: int) -> Counter:
    return get_object_or_404(Counter.objects.visible_to(request.user).prefetch_related("spans"), pk=pk)


def _today(request: MemberRequest) -> date:
    return local_day(timezone.now(), request.user.time_zone)


def _counter_page(request: MemberRequest, found: Counter) -> dict[str, object]:
    today = _today(request)
    return {
        "counter": found,
        "standing": queries.standing_of(found, on=today),
        "spans": queries.span_lines(found, on=today),
    }
