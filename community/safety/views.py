"""The reporter's pages, and those of the person a decision is about."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.models import Member
from community.members.requests import MemberRequest
from community.safety.actions import appeal, report, withdraw_appeal
from community.safety.forms import AppealForm, ReportForm
from community.safety.models import Appeal, Decision, Report
from community.safety.moderatable import Moderatable
from community.safety.queries import PAGE, decisions_of
from community.safety.registry import Reportable, kind_of


@login_required
@require_http_methods(["GET", "POST"])
def report_page(request: HttpRequest, key: str, thing_id: int) -> HttpResponse:
    """Ask what is wrong, and take the report. What the member cannot see is not there."""
    member: Member = request.user  # type: ignore[assignment]
    kind, thing = _visible(member, key, thing_id)
    earlier = Report.objects.filter(reporter=member, key=key, thing_id=thing_id).first()
    if earlier:
        return redirect("receipt", report_id=earlier.pk)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            filed = report(thing, by=member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            return redirect("receipt", report_id=filed.pk)
    context = {
        "form": form,
        "thing": thing,
        "about": kind.describe(thing),
        "own": thing.author_member.pk == member.pk,
        "back": _back(request, thing),
    }
    return render(request, "safety/report.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def receipt(request: HttpRequest, report_id: int) -> HttpResponse:
    """What became of one's own report. Nobody else's."""
    filed = get_object_or_404(
        Report.objects.select_related("case", "case__facility"), pk=report_id, reporter=request.user
    )
    return render(request, "safety/receipt.html", {"report": filed, "case": filed.case})


@login_required
@require_GET
def decisions(request: MemberRequest) -> HttpResponse:
    """All that was decided about oneself, the newest first."""
    rows = decisions_of(request.user, before=request.GET.get("before", ""))
    more = rows[PAGE - 1].pk if len(rows) > PAGE else None
    return render(request, "safety/decisions.html", {"decisions": rows[:PAGE], "more": more})


@login_required
@require_GET
def decision(request: MemberRequest, decision_id: int) -> HttpResponse:
    """What was decided about oneself, why, until when; and the form that asks for another look."""
    return _decision(request, _own(request, decision_id), AppealForm())


@login_required
@require_POST
def appeal_decision(request: MemberRequest, decision_id: int) -> HttpResponse:
    """Ask that somebody else looks again."""
    found = _own(request, decision_id)
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _decision(request, found, form, status=422)
    try:
        appeal(found, by=request.user, words=form.cleaned_data["words"])
    except Refused as refused:
        form.add_error(refused.field, str(refused.reason))
        return _decision(request, found, form, status=422)
    say(request, _("It is on its way. Somebody else looks at it, and you read the answer here."))
    return redirect("decision", decision_id=found.pk)


@login_required
@require_POST
def withdraw(request: MemberRequest, decision_id: int) -> HttpResponse:
    """Ask no longer."""
    found = _own(request, decision_id)
    asked = get_object_or_404(Appeal.objects.select_related("decision"), decision=found)
    if withdraw_appeal(asked, by=request.user):
        say(request, _("Nobody looks at it now. You can ask again at any time."))
    return redirect("decision", decision_id=found.pk)


def _own(request: MemberRequest, decision_id: int) -> Decision:
    mine = Decision.objects.filter(member=request.user, undone_at=None).select_related("facility", "appeal")
    return get_object_or_404(mine, pk=decision_id)


def _decision(request: MemberRequest, found: Decision, form: AppealForm, status: int = 200) -> HttpResponse:
    asked = getattr(found, "appeal", None)
    if asked is not None and asked.withdrawn_at is not None:
        asked = None
    context = {"decision": found, "appeal": asked, "form": form}
    response = render(request, "safety/decision.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _visible(member: Member, key: str, thing_id: int) -> tuple[Reportable, Moderatable]:
    kind = kind_of(key)
    thing: Any = kind and kind.find(member, thing_id)
    if kind is None or thing is None:
        raise Http404
    return kind, thing


def _back(request: HttpRequest, thing: Moderatable) -> str:
    """Where the reporter came from, if that is ours; else the thing's own page."""
    asked = request.GET.get("back") or request.POST.get("back") or ""
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/"):
        return asked
    return thing.get_absolute_url()
