"""The reporter's pages, and those of the person a decision is about."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from community.kit.gate import Refused
from community.members.models import Member
from community.safety.actions import report
from community.safety.forms import ReportForm
from community.safety.models import Decision, Report
from community.safety.moderatable import Moderatable
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
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """What was decided about oneself, why, until when, and where to ask for another look."""
    found = get_object_or_404(
        Decision.objects.select_related("facility"), pk=decision_id, member=request.user, undone_at=None
    )
    return render(request, "safety/decision.html", {"decision": found})


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
