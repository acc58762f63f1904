"""A meeting's own page, and how it rests: for some days, for a time, for good."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.meetings.actions import close_for_now, end_meeting, leave_out, open_again, take_pause_back
from groups.meetings.forms import CloseForm, EndForm, PauseForm
from groups.meetings.models import Occurrence
from groups.meetings.queries import entries
from groups.meetings.reaching import Reached, reach_meeting

MOST_TIMES = 8


@login_required
@require_safe
def meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """A meeting: what it is, how often, and its next times."""
    here = reach_meeting(request.user, pk)
    coming = entries(here.member, Occurrence.objects.filter(meeting=here.meeting).upcoming()[:MOST_TIMES])
    return render(request, "meetings/meeting.html", _context(here) | {"coming": coming})


@login_required
@require_http_methods(["GET", "POST"])
def pauses(request: MemberRequest, pk: int) -> HttpResponse:
    """Days on which it does not happen."""
    here = _reach(request, pk)
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            leave_out(here.meeting, by=here.member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("These days are left out."))
            return redirect("meetings:pauses", pk)
    status = 422 if form.errors else 200
    return render(request, "meetings/pauses.html", _context(here) | {"form": form}, status=status)


@login_required
@require_POST
def pause_back(request: MemberRequest, pk: int, pause_id: int) -> HttpResponse:
    """It happens on these days after all."""
    here = _reach(request, pk)
    take_pause_back(get_object_or_404(here.meeting.pauses, pk=pause_id), by=here.member)
    say(request, _("It happens on these days after all."))
    return redirect("meetings:pauses", pk)


@login_required
@require_http_methods(["GET", "POST"])
def rest(request: MemberRequest, pk: int) -> HttpResponse:
    """Close it for now, or end it for good (``act`` = ``close`` or ``end``): each with its why."""
    here = _reach(request, pk)
    act = request.POST.get("act", "")
    close = CloseForm(request.POST if act == "close" else None, prefix="close")
    end = EndForm(request.POST if act == "end" else None, prefix="end")
    if close.is_bound and close.is_valid():
        close_for_now(here.meeting, by=here.member, because=close.cleaned_data["because"])
        say(request, _("Closed for now. Whoever comes is told."))
        return redirect(here.meeting)
    if end.is_bound and end.is_valid():
        end_meeting(here.meeting, by=here.member, because=end.cleaned_data["because"])
        say(request, _("It has come to its end. Whoever comes is told."))
        return redirect("meetings:mine")
    status = 422 if close.errors or end.errors else 200
    return render(request, "meetings/rest.html", _context(here) | {"close": close, "end": end}, status=status)


@login_required
@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    """It happens again."""
    here = _reach(request, pk)
    open_again(here.meeting, by=here.member)
    say(request, _("It happens again."))
    return redirect(here.meeting)


def _reach(request: MemberRequest, pk: int) -> Reached:
    here = reach_meeting(request.user, pk)
    require(here.may_change)
    return here


def _context(here: Reached) -> dict[str, Any]:
    return {
        "here": here,
        "meeting": here.meeting,
        "group": here.meeting.group,
        "membership": here.membership,
        "pauses": here.meeting.pauses.all(),
    }
