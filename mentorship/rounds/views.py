"""The coordinator's rounds, and a mentee's answer to whom one found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.facilities.gate import DeskRequest, desk_door
from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.models import Member
from mentorship.pairs.queries import waiting_for_mentor
from mentorship.profiles.policies import LOOKS_AFTER
from mentorship.rounds import actions, queries
from mentorship.rounds.actions.moving import WhatIf, what_if
from mentorship.rounds.forms import MoveForm, WhyForm, YesForm
from mentorship.rounds.models import Proposal, Round


@desk_door
@require_GET
def rounds(request: DeskRequest) -> HttpResponse:
    """Who waits, who has room, and the rounds there were."""
    require(request.desk.holds(*LOOKS_AFTER))
    facility = request.desk.facility
    before = _number(request.GET.get("before", ""))
    found, older = queries.rounds_of(facility, before=before)
    context = {
        "desk": request.desk,
        "tab": "rounds",
        "rounds": found,
        "older": older,
        "open": next((one for one in found if one.is_open), None),
        "waiting": waiting_for_mentor(facility),
        "with_room": queries.with_room(facility),
    }
    return render(request, "mentorship/rounds/rounds.html", context)


@desk_door
@require_POST
def begin(request: DeskRequest) -> HttpResponse:
    """Begin a round now."""
    require(request.desk.holds(*LOOKS_AFTER))
    return redirect("mentor_desk:round", actions.begin(request.desk.facility, by=request.user).pk)


@desk_door
@require_GET
def round_page(request: DeskRequest, round_id: int) -> HttpResponse:
    """One round: how far it is, or what it proposes."""
    return _round(request, _reach(request, round_id))


@desk_door
@require_GET
def progress(request: DeskRequest, round_id: int) -> HttpResponse:
    """The part of the page that changes while a round runs; once it is done, the page is fetched anew."""
    round_ = _reach(request, round_id)
    response = render(request, "mentorship/rounds/_progress.html", {"round": round_})
    if not round_.is_open or round_.is_ready:
        response["HX-Refresh"] = "true"
    return response


@desk_door
@require_http_methods(["GET", "POST"])
def move(request: DeskRequest, round_id: int, proposal_id: int) -> HttpResponse:
    """Place somebody by hand: first what it would cost the others, then, with a reason, done."""
    round_ = _reach(request, round_id)
    proposal = get_object_or_404(round_.proposals.select_related("mentee", "offer__member"), pk=proposal_id)
    proposal.round = round_
    form = MoveForm(request.POST or request.GET or None, offers=queries.with_room(round_.facility))
    found: WhatIf | None = None
    if form.is_bound and form.is_valid():
        offer = form.cleaned_data["offer"]
        try:
            if request.method == "POST":
                actions.move(proposal, offer, by=request.user, reason=form.cleaned_data["reason"])
                say(request, _("%(name)s is placed by hand. The others were matched around it.") % _name(proposal))
                return redirect("mentor_desk:round", round_.pk)
            found = what_if(proposal, offer)
        except Refused as refused:
            if refused.field:
                form.add_error(refused.field, str(refused.reason))
                if refused.field == "reason":
                    found = what_if(proposal, offer)
            else:
                say(request, str(refused.reason), kind=messages.WARNING)
                return redirect("mentor_desk:round", round_.pk)
    context = {"desk": request.desk, "round": round_, "proposal": proposal, "form": form, "found": found}
    is_wrong = request.method == "POST" and bool(form.errors)
    return render(request, "mentorship/rounds/move.html", context, status=422 if is_wrong else 200)


@desk_door
@require_POST
def keep(request: DeskRequest, round_id: int) -> HttpResponse:
    """Keep it: now the mentees hear."""
    round_, form = _reach(request, round_id), WhyForm(request.POST)
    if not form.is_valid():
        return _round(request, round_, form, status=422)
    try:
        sent = actions.keep(round_, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        say(request, str(refused.reason), kind=messages.WARNING)
    else:
        said = ngettext("Kept. %(n)s person hears of it now.", "Kept. %(n)s people hear of it now.", sent)
        say(request, said % {"n": sent})
    return redirect("mentor_desk:round", round_.pk)


@desk_door
@require_POST
def drop(request: DeskRequest, round_id: int) -> HttpResponse:
    """Drop it: nobody hears."""
    round_, form = _reach(request, round_id), WhyForm(request.POST)
    if not form.is_valid():
        return _round(request, round_, form, status=422)
    try:
        actions.drop(round_, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        say(request, str(refused.reason), kind=messages.WARNING)
    else:
        say(request, _("Dropped. Nobody was told."))
    return redirect("mentor_desk:rounds")


@login_required
@require_POST
def yes(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """The mentee would like to: the mentor is asked now."""
    member: Member = request.user  # type: ignore[assignment]
    proposal = _mine(member, proposal_id)
    form = YesForm(request.POST)
    if not form.is_valid():
        say(request, str(form.errors["words"][0]), kind=messages.WARNING)
        return redirect("mentorship:mine")
    try:
        asked = actions.say_yes(proposal, by=member, words=form.cleaned_data["words"])
    except Refused as refused:
        say(request, str(refused.reason), kind=messages.WARNING)
    else:
        say(request, _("You have asked %(name)s. They answer within two days.") % {"name": asked.mentor})
    return redirect("mentorship:mine")


@login_required
@require_POST
def someone_else(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """The mentee would rather not."""
    member: Member = request.user  # type: ignore[assignment]
    actions.choose_someone_else(_mine(member, proposal_id), by=member)
    say(request, _("Thank you for saying so. We look on with you; nobody is told."))
    return redirect("mentorship:mine")


def _reach(request: DeskRequest, round_id: int) -> Round:
    require(request.desk.holds(*LOOKS_AFTER))
    rounds = Round.objects.filter(facility=request.desk.facility).select_related("facility", "by", "kept_by")
    return get_object_or_404(rounds, pk=round_id)


def _round(request: DeskRequest, round_: Round, form: WhyForm | None = None, status: int = 200) -> HttpResponse:
    words, after = request.GET.get("q", ""), _number(request.GET.get("after", ""))
    context = {
        "desk": request.desk,
        "round": round_,
        "page": queries.round_page(round_, after=after or 0, words=words) if round_.matched_at else None,
        "form": form or WhyForm(),
        "words": words,
    }
    return render(request, "mentorship/rounds/round.html", context, status=status)


def _mine(member: Member, proposal_id: int) -> Proposal:
    mine = Proposal.objects.filter(mentee=member, sent_at__isnull=False).select_related("offer__member")
    return get_object_or_404(mine, pk=proposal_id)


def _name(proposal: Proposal) -> dict[str, str]:
    return {"name": proposal.mentee.name}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
