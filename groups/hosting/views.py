from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.models import Member
from community.members.requests import MemberRequest
from community.notifications.models import Preference
from groups.hosting import actions, policies, queries
from groups.hosting.forms import KitForms, ReminderForm
from groups.hosting.models import Course, HostSeat, ReminderWish
from groups.meetings.models import Occurrence
from groups.meetings.reaching import Reached, ReachedOccurrence, reach_meeting, reach_occurrence
from groups.roster.models import Membership

Said = tuple[Callable[..., object], str | Promise]
SAYINGS: dict[str, Said] = {
    "confirm": (actions.confirm, gettext_lazy("Good to know. You host.")),
    "back": (actions.step_back, gettext_lazy("That is fine. Others are asked now.")),
    "in": (actions.step_in, gettext_lazy("Thank you. You host.")),
    "no": (actions.say_no, gettext_lazy("Not this time. That is fine.")),
}


@require_http_methods(["GET", "POST"])
@login_required
def hosts(request: MemberRequest, pk: int) -> HttpResponse:
    """Who hosts in turn, who is next, and what they have in hand; one takes a place on the rota, or gives it back."""
    here = reach_meeting(request.user, pk)
    seat = _seat(here)
    if request.method == "POST":
        _join_or_leave(request, here)
        return redirect("meetings:hosts", pk)
    kit, steps = queries.kit_of(here.meeting)
    rota = queries.on_rota(here.meeting, here.member)
    context = {
        "here": here,
        "meeting": here.meeting,
        "group": here.meeting.group,
        "rota": rota,
        "on_rota": seat in rota,
        "may_host": policies.may_host(seat, here.quiet),
        "next": queries.next_hosts(here.meeting, here.member, seat),
        "kit": kit,
        "steps": steps,
        "minutes": sum(step.minutes for step in steps),
        "may_keep_kit": policies.may_keep_kit(seat, here.quiet, on_rota=seat in rota),
        "share": queries.belonging_at(here.meeting) if seat.is_keeper else None,
    }
    return render(request, "meetings/hosts.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def kit(request: MemberRequest, pk: int) -> HttpResponse:
    """The words and steps a host has in hand."""
    here = reach_meeting(request.user, pk)
    seat = _seat(here)
    on_rota = HostSeat.objects.filter(meeting=here.meeting, membership=seat).exists()
    require(policies.may_keep_kit(seat, here.quiet, on_rota=on_rota))
    forms = KitForms.given(request.POST) if request.method == "POST" else KitForms.of(*queries.kit_of(here.meeting))
    if request.method == "POST" and forms.is_valid():
        try:
            actions.set_kit(here.meeting, by=here.member, steps=forms.said, **forms.words.cleaned_data)
        except Refused as refusal:
            forms.words.add_error(None, str(refusal.reason))
        else:
            say(request, _("Saved. Whoever hosts next has it in hand."))
            return redirect("meetings:hosts", pk)
    context = {"here": here, "meeting": here.meeting, "group": here.meeting.group, "forms": forms}
    return render(request, "meetings/kit.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def host(request: MemberRequest, pk: int) -> HttpResponse:
    """The host's page while it goes on: the words to open with, the steps by the clock, the words to close with."""
    here, lead = _as_host(request, pk)
    if request.method == "POST":
        try:
            _move(request, here.occurrence, here.member)
        except Refused as refusal:
            say(request, str(refusal.reason))
        return redirect("meetings:host", pk)
    return render(request, "meetings/host.html", _at_hand(here) | {"may_lead": lead})


@never_cache
@require_safe
@login_required
def now(request: MemberRequest, pk: int) -> HttpResponse:
    """The step it is at, for pages that are open (``seen`` is what they show): nothing new is 204."""
    here = reach_occurrence(request.user, pk)
    _seat(here)
    at = queries.on_now(here.occurrence)
    if (at.mark if at else "") == request.GET.get("seen", ""):
        return HttpResponse(status=204)
    return render(request, "meetings/_on_now.html", {"occurrence": here.occurrence, "now_at": at})


@require_POST
@login_required
def say_about_turn(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that one hosts or cannot, stands in or not (``say`` = ``confirm``, ``back``, ``in``, ``no``)."""
    here = reach_occurrence(request.user, pk)
    said = SAYINGS.get(request.POST.get("say", ""))
    if said is None:
        return redirect(here.occurrence)
    act, words = said
    try:
        act(here.occurrence, by=here.member)
    except Refused as refusal:
        say(request, str(refusal.reason))
    else:
        say(request, str(words))
    return redirect(here.occurrence)


@require_POST
@login_required
def after(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap: did you feel you belonged?"""
    here = reach_occurrence(request.user, pk)
    try:
        actions.say_after(here.occurrence, by=here.member, felt=request.POST.get("felt", ""))
    except Refused as refusal:
        say(request, str(refusal.reason))
    else:
        say(request, _("Thank you. It is counted, and not kept beside your name."))
    return redirect(here.occurrence)


@require_http_methods(["GET", "POST"])
@login_required
def reminders(request: MemberRequest) -> HttpResponse:
    """How long before a meeting the member is reminded."""
    form = ReminderForm(request.POST or None, initial={"minutes": ReminderWish.of(request.user)})
    if request.method == "POST" and form.is_valid():
        actions.wish(request.user, minutes=form.cleaned_data["minutes"])
        say(request, _("Kept."))
        return redirect("meetings:reminders")
    context = {"form": form, "preference": Preference.of(request.user)}
    return render(request, "meetings/reminders.html", context, status=422 if form.is_bound else 200)


def _seat(here: Reached) -> Membership:
    """The asker's place in the group; ``PermissionDenied`` for guests."""
    seat = here.membership
    require(seat is not None and not seat.is_away)
    return seat  # type: ignore[return-value]  # required above


def _as_host(request: MemberRequest, pk: int) -> tuple[ReachedOccurrence, bool]:
    here = reach_occurrence(request.user, pk)
    seat = _seat(here)
    turn = queries.hosts_of([here.occurrence], here.member, seat)[0].turn
    rota = HostSeat.objects.filter(meeting=here.meeting, membership=seat).exists()
    lead = policies.may_lead(turn, seat)
    require(lead or policies.may_keep_kit(seat, here.quiet, on_rota=rota))
    return here, lead


def _at_hand(here: ReachedOccurrence) -> dict[str, object]:
    kit, steps = queries.kit_of(here.meeting)
    course = Course.objects.filter(occurrence=here.occurrence).first()
    return {
        "here": here,
        "occurrence": here.occurrence,
        "meeting": here.meeting,
        "group": here.meeting.group,
        "kit": kit,
        "lines": queries.lines_of(steps, here.occurrence, course),
        "course": course,
        "now_at": queries.on_now(here.occurrence),
        "can_run": policies.can_run(here.occurrence, timezone.now()),
        "next_step": course.step + 1 if course else 0,
        "step_count": len(steps),
    }


def _join_or_leave(request: MemberRequest, here: Reached) -> None:
    try:
        if request.POST.get("act") == "leave":
            given_back = actions.leave_rota(here.meeting, by=here.member)
            words = _("You are off the rota. For your turns others are asked.") if given_back else _("You are off.")
            say(request, words)
        else:
            actions.join_rota(here.meeting, by=here.member)
            say(request, _("You are on the rota. We ask you before each turn."))
    except Refused as refusal:
        say(request, str(refusal.reason))


def _move(request: MemberRequest, occurrence: Occurrence, by: Member) -> None:
    """Begin, go on to a step, or end (``to`` = ``begin``, a number, ``end``)."""
    to = request.POST.get("to", "")
    if to == "begin":
        actions.begin(occurrence, by=by)
    elif to == "end":
        actions.finish(occurrence, by=by)
    elif to.isdecimal() and len(to) < 4:
        actions.go_to(occurrence, by=by, step=int(to))
