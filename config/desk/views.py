"""The staff desk's pages. Every one of them is behind ``desk_door`` and shows one facility alone."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.audit.acts import GROUP_NAMES
from community.audit.queries import entries_of
from community.facilities.gate import DeskRequest, desk_door
from community.kit.asked import number
from community.kit.gate import require
from community.safety.appeal_pages import appeal_page
from community.safety.models import Case
from community.safety.pages import act_on, case_page
from config.desk import queries
from groups.moderation.forms import AwayForm, QuietForm
from groups.moderation.pages import PEOPLE_ACTS, act_on_member
from groups.moderation.queries import care_about


@desk_door
@require_GET
def front(request: DeskRequest) -> HttpResponse:
    """What waits at this facility today."""
    mine = "mine" in request.GET
    today = queries.front(request.desk, request.user, mine=mine)
    return render(request, "desk/front.html", {"desk": request.desk, "today": today, "mine": mine})


@desk_door
@require_GET
def cases(request: DeskRequest) -> HttpResponse:
    """The facility's cases: open in turn, mine, or decided."""
    require(request.desk.holds(*queries.SEES_CASES))
    shown = request.GET.get("show", "")
    if shown == "decided":
        page = queries.decided_cases(request.desk, request.user, before=number(request.GET.get("before")))
    else:
        page = queries.open_cases(
            request.desk, request.user, mine=shown == "mine", after=number(request.GET.get("after"))
        )
    return render(request, "desk/cases.html", {"desk": request.desk, "cases": page, "shown": shown})


@desk_door
@require_GET
def case(request: DeskRequest, case_id: int) -> HttpResponse:
    """One case."""
    return _case(request, _found(request, case_id))


@desk_door
@require_POST
def act(request: DeskRequest, case_id: int, act: str) -> HttpResponse:
    """Do one of the acts on a case."""
    found = _found(request, case_id)
    base = reverse("desk:case", args=[case_id])
    again = partial(_case, request, found)
    if act in PEOPLE_ACTS:
        care = care_about(found, request.user)
        if care is None:
            raise Http404
        return act_on_member(request, care.membership, act, case=found, base=base, again=again)
    return act_on(request, found, act, base=base, queue=reverse("desk:front"), again=again)


@desk_door
@require_http_methods(["GET", "POST"])
def appeal(request: DeskRequest, appeal_id: int) -> HttpResponse:
    """Someone sees a decision differently: another than who decided looks again."""
    found = get_object_or_404(queries.appeals_of(request.desk, request.user), pk=appeal_id)
    return appeal_page(request, found, template="desk/appeal.html", back=reverse("desk:front"), desk=request.desk)


@desk_door
@require_GET
def log(request: DeskRequest) -> HttpResponse:
    """Who looked at what: owners and moderators read everyone's acts, others their own."""
    group = request.GET.get("acts", "")
    whole = request.desk.holds(*queries.READS_THE_LOG)
    lines, rest = entries_of(
        request.desk.facility,
        only_by=None if whole else request.user,
        group=group,
        before=number(request.GET.get("before")),
    )
    context = {
        "desk": request.desk,
        "lines": lines,
        "rest": rest,
        "group": group,
        "groups": GROUP_NAMES.items(),
        "whole": whole,
    }
    return render(request, "desk/log.html", context)


def _found(request: DeskRequest, case_id: int) -> Case:
    """The case through the member's roles at this facility; what is not theirs is not there."""
    require(request.desk.holds(*queries.SEES_CASES))
    seen = queries.cases_at(request.desk, request.user).select_related("facility", "author", "claimed_by")
    return get_object_or_404(seen, pk=case_id)


def _case(request: DeskRequest, found: Case, status: int = 200, **forms: object) -> HttpResponse:
    base = reverse("desk:case", args=[found.pk])
    context = {
        "desk": request.desk,
        "care": care_about(found, request.user),
        "quiet_form": QuietForm(),
        "away_form": AwayForm(),
    } | forms
    return case_page(request, found, template="desk/case.html", base=base, at_desk=True, status=status, **context)
