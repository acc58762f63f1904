"""The coordinator's doors to concerns, and to a pair's words where two of the staff have opened them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.facilities.gate import DeskRequest, desk_door
from community.kit.gate import Refused, require
from community.kit.toasts import say
from mentorship.oversight import actions
from mentorship.oversight.concern_queries import closed_concerns, concerns_at, open_concerns
from mentorship.oversight.forms import DecideForm, OpeningForm
from mentorship.oversight.models import Concern, Opening
from mentorship.oversight.policies import may_agree, may_read
from mentorship.profiles.policies import LOOKS_AFTER


@desk_door
@require_GET
def concerns(request: DeskRequest) -> HttpResponse:
    """What people have told, by its clock; or what was closed."""
    require(request.desk.holds(*LOOKS_AFTER))
    closed = request.GET.get("show") == "closed"
    listed = closed_concerns if closed else open_concerns
    after = request.GET.get("after", "")
    page, further = listed(request.desk.facility, request.user, after=_number(after))
    context = {"desk": request.desk, "concerns": page, "further": further, "closed": closed, "tab": "concerns"}
    return render(request, "mentorship/concerns.html", context)


@desk_door
@require_GET
def concern(request: DeskRequest, concern_id: int) -> HttpResponse:
    """One of them."""
    return _page(request, _concern(request, concern_id))


@desk_door
@require_POST
def take(request: DeskRequest, concern_id: int) -> HttpResponse:
    """I have it in hand."""
    found = _concern(request, concern_id)
    try:
        actions.take(found, by=request.user)
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    return redirect("mentor_desk:concern", found.pk)


@desk_door
@require_POST
def close(request: DeskRequest, concern_id: int) -> HttpResponse:
    """It is decided."""
    found = _concern(request, concern_id)
    form = DecideForm(request.POST, prefix="decide")
    if form.is_valid():
        try:
            actions.decide(found, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("Closed. Who told you reads that someone has looked."))
            return redirect("mentor_desk:concerns")
    return _page(request, found, {"decide": form}, status=422)


@desk_door
@require_POST
def ask_to_open(request: DeskRequest, concern_id: int) -> HttpResponse:
    """Ask another to open the words together."""
    found = _concern(request, concern_id)
    form = OpeningForm(request.POST, prefix="open")
    if form.is_valid():
        try:
            actions.ask_to_open(found, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("Asked. Another of the staff has to agree."))
            return redirect("mentor_desk:concern", found.pk)
    return _page(request, found, {"open": form}, status=422)


@desk_door
@require_POST
def agree(request: DeskRequest, concern_id: int, opening_id: int) -> HttpResponse:
    """Open them together."""
    return _decide_opening(request, concern_id, opening_id, actions.agree_to_open)


@desk_door
@require_POST
def drop(request: DeskRequest, concern_id: int, opening_id: int) -> HttpResponse:
    """Leave them shut, or shut them before the time."""
    return _decide_opening(request, concern_id, opening_id, actions.drop_opening)


@desk_door
@require_GET
def words(request: DeskRequest, concern_id: int, opening_id: int) -> HttpResponse:
    """The pair's words, in the open window, for the two who opened them. Each look is recorded."""
    found = _concern(request, concern_id)
    opening = get_object_or_404(Opening, pk=opening_id, concern=found)
    read = actions.read_words(opening, by=request.user, before=_number(request.GET.get("before", "")))
    more = read[0].seq if read and read[0].seq > 1 else None
    context = {"desk": request.desk, "concern": found, "opening": opening, "words": read, "before": more}
    return render(request, "mentorship/opened_words.html", context)


def _decide_opening(request: DeskRequest, concern_id: int, opening_id: int, deed: Any) -> HttpResponse:
    found = _concern(request, concern_id)
    opening = get_object_or_404(Opening.objects.select_related("concern"), pk=opening_id, concern=found)
    try:
        deed(opening, by=request.user)
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    return redirect("mentor_desk:concern", found.pk)


def _concern(request: DeskRequest, concern_id: int) -> Concern:
    require(request.desk.holds(*LOOKS_AFTER))
    return get_object_or_404(concerns_at(request.desk.facility, request.user), pk=concern_id)


def _page(
    request: DeskRequest, concern: Concern, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    forms = forms or {}
    openings = list(concern.openings.select_related("asked_by", "agreed_by", "concern").order_by("-pk"))
    asked = next((one for one in openings if one.is_asked), None)
    context = {
        "desk": request.desk,
        "concern": concern,
        "decide": forms.get("decide") or DecideForm(prefix="decide"),
        "form": forms.get("open") or OpeningForm(prefix="open"),
        "openings": openings,
        "asked": asked,
        "may_agree": asked is not None and may_agree(request.user, asked),
        "readable": next((one for one in openings if may_read(request.user, one)), None),
    }
    return render(request, "mentorship/desk_concern.html", context, status=status)


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 19 else None
