"""Words for the next mentor, for each of the three who may read them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import resting
from mentorship.partings import actions, notifications, queries
from mentorship.partings.forms import DraftForm, HandoverForm
from mentorship.partings.models import Handover
from mentorship.walking.doors import PairRequest, find_pair, is_over, pair_door


@login_required
@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest, pair_id: int) -> HttpResponse:
    """The mentee's own page of them, also when the two have parted; until they have them in hand, the mentor's too."""
    pair = find_pair(request.user, pair_id)  # type: ignore[arg-type]
    return _of_mentee(request, pair) if pair.mentee_id == request.user.pk else _of_mentor(request, pair_id=pair.pk)


def _of_mentee(request: HttpRequest, pair: Pair) -> HttpResponse:
    member: Member = request.user  # type: ignore[assignment]
    found = Handover.objects.filter(pair=pair).first()
    said = {"words": found.words, "give": found.approved_at is not None} if found else {}
    form = HandoverForm(request.POST or None, initial=said)
    if form.is_bound and form.is_valid():
        try:
            actions.keep_handover(pair, by=member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            given = _("Kept. Your next mentor reads it once you walk together.")
            say(request, given if form.cleaned_data["give"] else _("Kept, for you alone."))
            return redirect("mentorship:handover", pair.pk)
    notifications.settle_handover(pair)
    context = {"pair": pair, "other": pair.mentor, "form": form, "handover": found, "is_over": is_over(pair)}
    return render(request, "mentorship/partings/handover.html", context, status=422 if form.is_bound else 200)


@pair_door
def _of_mentor(request: PairRequest) -> HttpResponse:
    found = Handover.objects.filter(pair=request.pair).first()
    taken = found is not None and found.taken_at is not None
    form = DraftForm(request.POST or None, initial={"words": found.words if found and not taken else ""})
    if form.is_bound and form.is_valid():
        try:
            actions.draft_handover(request.pair, by=request.user, words=form.cleaned_data["words"])
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("%(name)s reads it, and decides.") % {"name": request.other})
            return redirect("mentorship:handover", request.pair.pk)
    context = {"pair": request.pair, "other": request.other, "form": form, "is_taken": taken}
    context["rests"] = resting(request.pair, request.user).rests
    return render(request, "mentorship/partings/draft.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def put_away(request: HttpRequest, pair_id: int) -> HttpResponse:
    """The words are gone."""
    member: Member = request.user  # type: ignore[assignment]
    actions.put_handover_away(find_pair(member, pair_id), by=member)
    say(request, _("The words are gone. Nobody else reads them."))
    return redirect("mentorship:handover", pair_id)


@require_GET
@pair_door
def for_you(request: PairRequest) -> HttpResponse:
    """What the mentee gives to whoever is their mentor now; for everyone else there is nothing here (404)."""
    found = queries.handed_over(request.pair, request.user)
    if found is None:
        raise Http404
    context = {"pair": request.pair, "other": request.other, "handover": found}
    return render(request, "mentorship/partings/for_you.html", context)
