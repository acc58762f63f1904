"""A letter for the end; and letters one keeps, for as long as one likes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.models import Member
from mentorship.partings import actions, queries
from mentorship.partings.forms import LetterForm
from mentorship.partings.models import Letter
from mentorship.walking.doors import PairRequest, find_pair, is_over, pair_door


@require_http_methods(["GET", "POST"])
@pair_door
def letter(request: PairRequest) -> HttpResponse:
    """Write it, as often as one likes, until the day."""
    own = queries.own_letter(request.pair, request.user)
    form = LetterForm(request.POST or None, initial={"body": own.body if own else ""})
    if form.is_bound and form.is_valid():
        try:
            actions.save_letter(request.pair, by=request.user, body=form.cleaned_data["body"])
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("Kept. Nobody reads it before your last day is over."))
            return redirect("mentorship:letter", request.pair.pk)
    context = {
        "pair": request.pair,
        "other": request.other,
        "form": form,
        "letter": own,
        "last": queries.last_day(request.pair, request.user),
    }
    return render(request, "mentorship/partings/letter.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def throw_away(request: HttpRequest, pair_id: int) -> HttpResponse:
    """One's own that was not given is gone."""
    member: Member = request.user  # type: ignore[assignment]
    pair = find_pair(member, pair_id)
    actions.throw_letter_away(pair, by=member)
    say(request, _("The letter is gone. Nobody has read it."))
    return redirect("mentorship:letters") if is_over(pair) else redirect("mentorship:parting", pair.pk)


@login_required
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """Letters I keep."""
    member: Member = request.user  # type: ignore[assignment]
    return render(request, "mentorship/partings/letters.html", {"found": queries.letters_of(member)})


@login_required
@require_GET
def kept(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Read one."""
    member: Member = request.user  # type: ignore[assignment]
    found = _kept(member, letter_id)
    actions.read_letter(found, by=member)
    return render(request, "mentorship/partings/kept.html", {"letter": found})


@login_required
@require_GET
def left(request: HttpRequest, letter_id: int) -> HttpResponse:
    """One's own that nobody was given."""
    member: Member = request.user  # type: ignore[assignment]
    found = get_object_or_404(Letter.objects.left_with(member).select_related("reader"), pk=letter_id)
    return render(request, "mentorship/partings/left.html", {"letter": found})


@login_required
@require_POST
def put_away(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Keep it no longer."""
    member: Member = request.user  # type: ignore[assignment]
    actions.put_letter_away(_kept(member, letter_id), by=member)
    say(request, _("The letter is put away for good."), kind=messages.INFO)
    return redirect("mentorship:letters")


def _kept(member: Member, letter_id: int) -> Letter:
    return get_object_or_404(Letter.objects.kept_by(member).select_related("author", "reader"), pk=letter_id)
