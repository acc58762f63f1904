"""Whom to ask next, in which order; and whom one would rather see first."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.models import Member
from mentorship.matching import actions as matching
from mentorship.pairs import actions
from mentorship.pairs.forms import AskForm
from mentorship.pairs.turns import Turn
from mentorship.pairs.views.asking import find_offer, show_person


@login_required
@require_POST
def put_in_line(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Ask them next, if those asked are not free."""
    member: Member = request.user  # type: ignore[assignment]
    offer = find_offer(request, offer_id)
    form = AskForm(request.POST)
    if not form.is_valid():
        return show_person(request, offer, form, status=422)
    try:
        turn = actions.put_in_line(offer, by=member, words=form.cleaned_data["words"])
    except Refused as refused:
        form.add_error(refused.field, str(refused.reason))
        return show_person(request, offer, form, status=422)
    if turn is not None:
        say(request, _("%(name)s is in your line. We ask them when their turn comes.") % {"name": offer.member})
    return redirect("mentorship:mine")


@login_required
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, turn_id: int) -> HttpResponse:
    """What they will read when their turn comes. Nothing here tells whether they could be asked today."""
    turn = _turn(request, turn_id)
    if turn.left_at is not None:
        return redirect("mentorship:mine")
    form = AskForm(request.POST if request.method == "POST" else None, initial={"words": turn.words})
    if request.method == "POST" and form.is_valid():
        actions.reword(turn, by=request.user, words=form.cleaned_data["words"])  # type: ignore[arg-type]
        return _to_the_line()
    return render(
        request, "mentorship/line_words.html", {"turn": turn, "form": form}, status=422 if form.errors else 200
    )


@login_required
@require_POST
def nearer(request: HttpRequest, turn_id: int) -> HttpResponse:
    """One place up."""
    return _moved(request, turn_id, -1)


@login_required
@require_POST
def later(request: HttpRequest, turn_id: int) -> HttpResponse:
    """One place down."""
    return _moved(request, turn_id, 1)


@login_required
@require_POST
def take_out(request: HttpRequest, turn_id: int) -> HttpResponse:
    """After all not."""
    turn = _turn(request, turn_id)
    actions.take_out(turn, by=request.user)  # type: ignore[arg-type]
    say(request, _("%(name)s is not in your line any more. Nobody is told.") % {"name": turn.mentor})
    return _to_the_line()


@login_required
@require_POST
def ask_now(request: HttpRequest, turn_id: int) -> HttpResponse:
    """Do not wait for the others."""
    turn = _turn(request, turn_id)
    try:
        actions.ask_now(turn, by=request.user)  # type: ignore[arg-type]
        say(request, _("You have asked %(name)s. They answer within two days.") % {"name": turn.mentor})
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    return redirect("mentorship:mine")


@login_required
@require_POST
def favour(request: HttpRequest, offer_id: int) -> HttpResponse:
    """See them first. Nobody is told."""
    offer = find_offer(request, offer_id)
    matching.favour(request.user, offer.member)  # type: ignore[arg-type]
    undo = reverse("mentorship:favour_no_more", args=[offer.pk])
    say(request, _("You see %(name)s first from now on. Nobody is told.") % {"name": offer.member}, undo=undo)
    return redirect("mentorship:mine")


@login_required
@require_POST
def favour_no_more(request: HttpRequest, offer_id: int) -> HttpResponse:
    """See them where what you share puts them."""
    offer = find_offer(request, offer_id)
    matching.favour_no_more(request.user, offer.member)  # type: ignore[arg-type]
    return redirect("mentorship:mine")


def _moved(request: HttpRequest, turn_id: int, steps: int) -> HttpResponse:
    actions.change_places(_turn(request, turn_id), by=request.user, steps=steps)  # type: ignore[arg-type]
    return _to_the_line()


def _turn(request: HttpRequest, turn_id: int) -> Turn:
    """One's own; whoever has left the line is still found, so that a second click does no harm."""
    return get_object_or_404(Turn.objects.select_related("mentee", "mentor"), pk=turn_id, mentee=request.user)


def _to_the_line() -> HttpResponse:
    return redirect(reverse("mentorship:mine") + "#line")
