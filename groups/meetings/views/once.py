"""One time of a meeting is changed, called off, or brought back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.meetings.actions import bring_back, call_off, change_once
from groups.meetings.forms import CallOffForm, OnceForm
from groups.meetings.reaching import ReachedOccurrence, reach_occurrence


@login_required
@require_http_methods(["GET", "POST"])
def change_once_page(request: MemberRequest, pk: int) -> HttpResponse:
    """Only this one: another time or place, fewer or more places, a word to those who come."""
    here = _reach(request, pk)
    form = OnceForm(request.POST or None, initial=OnceForm.first_words(here.occurrence))
    if request.method == "POST" and form.is_valid():
        try:
            change_once(here.occurrence, by=here.member, this=form.this(here.meeting.zone))
        except Refused as refused:
            field = {"minutes": "ends_at"}.get(refused.field or "", refused.field)
            form.add_error(field if field in form.fields else None, str(refused.reason))
        else:
            say(request, _("Changed, this once. Whoever comes is told."))
            return redirect(here.occurrence)
    return _page(request, here, "meetings/change_once.html", form)


@login_required
@require_http_methods(["GET", "POST"])
def call_off_page(request: MemberRequest, pk: int) -> HttpResponse:
    """This one does not happen."""
    here = _reach(request, pk)
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            call_off(here.occurrence, by=here.member, note=form.cleaned_data["note"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            say(request, _("It does not happen this time. Whoever comes is told."))
            return redirect(here.occurrence)
    return _page(request, here, "meetings/call_off.html", form)


@login_required
@require_POST
def bring_back_page(request: MemberRequest, pk: int) -> HttpResponse:
    """It happens after all."""
    here = _reach(request, pk)
    try:
        bring_back(here.occurrence, by=here.member)
    except Refused as refused:
        say(request, str(refused.reason))
    else:
        say(request, _("It happens after all."))
    return redirect(here.occurrence)


def _reach(request: MemberRequest, pk: int) -> ReachedOccurrence:
    here = reach_occurrence(request.user, pk)
    require(here.may_change)
    return here


def _page(request: MemberRequest, here: ReachedOccurrence, template: str, form: OnceForm | CallOffForm) -> HttpResponse:
    context = {"form": form, "here": here, "occurrence": here.occurrence, "meeting": here.meeting}
    return render(request, template, context, status=422 if form.errors else 200)
