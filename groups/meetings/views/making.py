"""Making a meeting, and changing it: all of it, from one time on, or this once."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.kit.clock import zone
from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.meetings.actions import change_from, change_meeting, make_meeting
from groups.meetings.actions.planning import next_times
from groups.meetings.forms import MeetingForm, first_words
from groups.meetings.models import Meeting, Occurrence
from groups.meetings.plan import Plan, plan_from, plan_of
from groups.meetings.policies import may_make, may_suggest
from groups.meetings.queries import groups_to_meet_in
from groups.meetings.reaching import Reached, reach_meeting
from groups.meetings.wording import repeats_in_words
from groups.roster.models import Group, Membership
from groups.roster.queries import current_quiet
from groups.roster.reaching import reach_group


@login_required
@require_http_methods(["GET", "POST"])
def new_meeting(request: MemberRequest) -> HttpResponse:
    """A form for a new meeting of ``?group=SLUG``; without one, first the question in which group."""
    slug = request.GET.get("group", "").replace("\0", "")
    if not slug:
        return render(request, "meetings/which_group.html", {"seats": groups_to_meet_in(request.user)})
    group, seat = reach_group(request.user, slug)
    quiet = current_quiet(seat) if seat else None
    require(may_suggest(seat, quiet), _("Meetings are made by members of the group."))
    may_hold = may_make(seat, quiet)
    blank = first_words(_blank(group, may_hold)) | {"client_id": uuid4()}
    form = MeetingForm(request.POST or None, initial=blank, may_hold=may_hold, hidden=_hidden(group))
    if request.method == "POST" and form.is_valid():
        if "look" in request.POST:
            return _page(request, form, group, seat, preview=form.plan)
        try:
            meeting = make_meeting(group, by=request.user, plan=form.plan, client_id=form.cleaned_data["client_id"])
        except Refused as refused:
            refuse(form, refused)
            if refused.code == "sent":
                form.add_error(None, _("Send it again to make a second one, or change the first among your meetings."))
                form.data = request.POST.copy()
                form.data["client_id"] = str(uuid4())
        else:
            say(request, _("It stands. Your group finds it among its meetings."))
            return redirect(meeting)
    return _page(request, form, group, seat)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a meeting, all that is to come; with ``?from=`` the number of a time, from that one on."""
    here = reach_meeting(request.user, pk)
    require(here.may_change)
    occurrence = _from_where(request, here)
    plan = plan_from(occurrence) if occurrence else plan_of(here.meeting)
    form = MeetingForm(
        request.POST or None,
        initial=first_words(plan) | {"read": here.meeting.sequence},
        may_hold=here.membership is not None and may_make(here.membership, here.quiet),
        hidden=_hidden(here.meeting.group),
    )
    if request.method == "POST" and form.is_valid():
        said = replace(form.plan, types=plan.types, languages=plan.languages)
        if "look" in request.POST:
            return _page(request, form, here.meeting.group, here.membership, here, occurrence, preview=said)
        try:
            if occurrence is not None:
                meeting = change_from(occurrence, by=here.member, plan=said)
            else:
                read = form.cleaned_data["read"]
                meeting = change_meeting(here.meeting, by=here.member, plan=said, read=read)
        except Refused as refused:
            refuse(form, refused)
        else:
            say(request, _("Changed. Whoever comes is told where times are others."))
            return redirect(meeting)
    return _page(request, form, here.meeting.group, here.membership, here, occurrence)


def refuse(form: MeetingForm, refused: Refused) -> None:
    """Say at its field what cannot be so."""
    field = {"minutes": "ends_at"}.get(refused.field or "", refused.field)
    form.add_error(field if field in form.fields else None, str(refused.reason))


def _page(
    request: MemberRequest,
    form: MeetingForm,
    group: Group,
    seat: Membership | None,
    here: Reached | None = None,
    occurrence: Occurrence | None = None,
    preview: Plan | None = None,
) -> HttpResponse:
    dates, words = list[datetime](), ""
    if preview is not None:
        try:
            plan, dates = next_times(preview, most=6)
            words = repeats_in_words(plan.repeats, plan.starts_on)
        except Refused as refused:
            refuse(form, refused)
    context = {
        "form": form,
        "group": group,
        "membership": seat,
        "meeting": here.meeting if here else None,
        "occurrence": occurrence,
        "dates": dates,
        "words": words,
    }
    return render(request, "meetings/form.html", context, status=422 if form.errors else 200)


def _from_where(request: MemberRequest, here: Reached) -> Occurrence | None:
    number = request.GET.get("from", "")
    if not number:
        return None
    coming = Occurrence.objects.filter(meeting=here.meeting, ends_at__gt=timezone.now())
    found = get_object_or_404(coming, pk=int(number) if number.isdecimal() and len(number) < 18 else 0)
    found.meeting = here.meeting
    return found


def _blank(group: Group, may_hold: bool) -> Plan:
    """Tomorrow at seven in the evening, by the group's clock."""
    tomorrow = datetime.now(zone(group.zone)).date() + timedelta(days=1)
    kind = Meeting.Kind.MEETING if may_hold else Meeting.Kind.ACTIVITY
    return Plan(title="", starts_on=tomorrow, starts_at=time(19), zone=group.zone, kind=kind)


def _hidden(group: Group) -> bool:
    return group.entry == Group.Entry.HIDDEN
