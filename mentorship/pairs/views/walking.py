"""The pair's own page: what to read first, their rhythm, their talk, and its end."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.conversations.actions import mark_seen
from community.conversations.models import Conversation
from community.conversations.pages import talk_context
from community.kit.gate import Refused, require
from community.kit.toasts import say
from community.members.models import Member
from mentorship.pairs import actions, queries
from mentorship.pairs.forms import RestForm, RhythmForm, WeightForm
from mentorship.pairs.models import Pair, Rhythm
from mentorship.pairs.policies import is_mentor_of


@login_required
@require_GET
def pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Where two people talk."""
    found = _pair(request, pair_id)
    actions.look_in(found, by=request.user)  # type: ignore[arg-type]
    return _page(request, found)


@login_required
@require_POST
def ready(request: HttpRequest, pair_id: int) -> HttpResponse:
    """I have read the note."""
    member: Member = request.user  # type: ignore[assignment]
    found = _pair(request, pair_id)
    try:
        if not actions.acknowledge(found, by=member):
            name = found.other(member)
            say(request, _("Thank you. As soon as %(name)s has read it too, you can talk.") % {"name": name})
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    return redirect(found)


@login_required
@require_POST
def rhythm(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Propose how to talk."""
    member: Member = request.user  # type: ignore[assignment]
    found = _pair(request, pair_id)
    form = RhythmForm(request.POST)
    if form.is_valid():
        try:
            actions.propose(found, by=member, words=form.cleaned_data["words"])
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            return redirect(found)
    return _page(request, found, form, status=422)


@login_required
@require_POST
def agree(request: HttpRequest, pair_id: int, rhythm_id: int) -> HttpResponse:
    """Agree to what the other proposed."""
    found = _pair(request, pair_id)
    proposed = get_object_or_404(Rhythm.objects.select_related("pair", "by"), pk=rhythm_id, pair=found)
    try:
        actions.agree(proposed, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    return redirect(found)


@login_required
@require_POST
def weigh(request: HttpRequest, pair_id: int) -> HttpResponse:
    """The mentor says whether this walk asks more of them."""
    found = _pair(request, pair_id)
    form = WeightForm(request.POST)
    if form.is_valid():
        try:
            actions.weigh(found, by=request.user, weight=form.cleaned_data["weight"])  # type: ignore[arg-type]
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            return redirect(found)
    require(is_mentor_of(request.user, found))  # type: ignore[arg-type]
    return _page(request, found, weight_form=form, status=422)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pair_id: int) -> HttpResponse:
    """End it, after one look at what that means."""
    member: Member = request.user  # type: ignore[assignment]
    found = _pair(request, pair_id)
    if _is_over(found):
        return redirect(found)
    if request.method == "POST":
        actions.end(found, by=member)
        say(request, _("It has come to its end, kindly. Nobody owes a reason."))
        return redirect("mentorship:mine")
    return render(request, "mentorship/pair_end.html", {"pair": found, "other": found.other(member)})


def _pair(request: HttpRequest, pair_id: int) -> Pair:
    member: Member = request.user  # type: ignore[assignment]
    return get_object_or_404(Pair.objects.visible_to(member).select_related("mentor", "mentee"), pk=pair_id)


def _is_over(pair: Pair) -> bool:
    """Ended, or a block has come between the two: for both the same page."""
    return pair.ended_at is not None or pair.parted  # type: ignore[attr-defined]


def _page(
    request: HttpRequest,
    pair: Pair,
    form: RhythmForm | None = None,
    weight_form: WeightForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member: Member = request.user  # type: ignore[assignment]
    context: dict[str, Any] = {"pair": pair, "other": pair.other(member), "is_mentor": pair.mentor_id == member.pk}
    if _is_over(pair):
        return render(request, "mentorship/pair_over.html", context, status=status)
    beginning = queries.beginning(pair, member)
    context |= {"beginning": beginning, "rhythms": queries.rhythms(pair), "form": form or RhythmForm()}
    context["weight_form"] = weight_form
    context |= {"resting": queries.resting(pair, member), "rest_form": RestForm()}
    if beginning.by_both:
        context |= _talk(request, pair, member)
    return render(request, "mentorship/pair.html", context, status=status)


def _talk(request: HttpRequest, pair: Pair, member: Member) -> dict[str, Any]:
    talk = Conversation.objects.get(scope=pair.scope)
    context = talk_context(talk, member, asked=request.GET, here=pair.get_absolute_url())
    if context["is_newest"] and talk.last_seq:
        mark_seen(talk, by=member, seq=talk.last_seq)
    # What was said stands in ``lines``; under this name it would be taken for the page's own notices.
    # Each of the two writes to the other: the talk bears no title of its own.
    context["conversation"].title = pair.other(member).name
    return context
