from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.checkins import actions, kindness, queries
from community.checkins.forms import CheckInForm, ReminderForm
from community.checkins.models import Reminder
from community.checkins.times import part_of_day
from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest
from community.notifications.models import Preference


@require_http_methods(["GET", "POST"])
@login_required
def check_in(request: MemberRequest) -> HttpResponse:
    """The day's check-in: to write, or to change while the day lasts."""
    form = CheckInForm(request.POST) if request.method == "POST" else _form_of_today(request)
    if form.is_bound and form.is_valid():
        wanted = form.cleaned_data.pop("day")
        day = queries.open_day(request.user, wanted)
        try:
            actions.check_in(request.user, day=day, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.reason))
        else:
            return redirect("check_in_kept")
    context = {"form": form, "asked": queries.asked_today(request.user), "when": part_of_day(timezone.localtime())}
    return render(request, "checkins/check_in.html", context, status=422 if form.is_bound else 200)


def _form_of_today(request: MemberRequest) -> CheckInForm:
    now = queries.today(request.user)
    known = {"day": now.day}
    if now.check_in:
        known |= {field: getattr(now.check_in, field) for field in ("mood", "craving", "halt", "line", "helped")}
    return CheckInForm(initial=known)


@require_GET
@login_required
def kept(request: MemberRequest) -> HttpResponse:
    """What the page says back to the check-in just kept."""
    entry = queries.latest(request.user)
    if entry is None:
        return redirect("check_in")
    now = queries.today(request.user)
    context = {"check_in": entry, "answer": kindness.answer(entry), "is_today": entry.day == now.day}
    return render(request, "checkins/kept.html", context)


@require_POST
@login_required
def not_now(request: MemberRequest) -> HttpResponse:
    """In an hour, or not today: either is fine."""
    if request.POST.get("how") == "skip":
        actions.skip_today(request.user)
        say(request, _("Not today, then. That is fine."))
    elif actions.snooze(request.user):
        say(request, _("We ask again in an hour."))
    return redirect("path")


@require_http_methods(["GET", "POST"])
@login_required
def reminders(request: MemberRequest) -> HttpResponse:
    """When the member wants to be asked, and one more time to add."""
    form = ReminderForm(request.POST or None, initial={"days": Reminder.EVERY_DAY})
    if request.method == "POST" and form.is_valid():
        try:
            actions.remind_me(request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.reason))
        else:
            say(request, _("We ask you then."))
            return redirect("reminders")
    context = {"form": form, "lines": queries.reminder_lines(request.user), "preference": Preference.of(request.user)}
    context["today"] = timezone.localdate()
    return render(request, "checkins/reminders.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def reminder(request: MemberRequest, pk: int) -> HttpResponse:
    """One reminder, to change."""
    found = get_object_or_404(Reminder, pk=pk, member=request.user)
    form = ReminderForm(request.POST or None, initial={"at": found.at, "days": found.days})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal.reason))
        else:
            say(request, _("Changed."))
            return redirect("reminders")
    context = {"form": form, "reminder": found}
    return render(request, "checkins/reminder.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def reminder_turned(request: MemberRequest, pk: int) -> HttpResponse:
    """Pause it, let it go on, or take it away."""
    found = get_object_or_404(Reminder, pk=pk, member=request.user)
    match request.POST.get("to"):
        case "pause":
            actions.pause(found, by=request.user)
            say(request, _("Paused. It keeps its time until you want it back."))
        case "resume":
            actions.resume(found, by=request.user)
            say(request, _("Back again."))
        case "forget":
            actions.forget(found, by=request.user)
            say(request, _("Taken away."))
    return redirect("reminders")
