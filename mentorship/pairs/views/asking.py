"""Finding someone, asking them, and being asked."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.models import Member
from mentorship.matching.actions import bring_back, set_aside
from mentorship.matching.fit import fit, fits
from mentorship.matching.models import Favourite
from mentorship.matching.queries import Suggestion
from mentorship.pairs import actions, queries
from mentorship.pairs.forms import AskForm
from mentorship.pairs.models import Pair, Request
from mentorship.pairs.turns import Turn
from mentorship.profiles.models import Matters, MentorOffer

#: How long someone a member would rather not see is left out.
ASIDE_FOR = timedelta(days=180)


@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """One's own mentoring: who walks with me, who asks me, whom I might ask."""
    member: Member = request.user  # type: ignore[assignment]
    return render(request, "mentorship/mine.html", {"mine": queries.mine(member)})


@login_required
@require_GET
def person(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Someone's story, and what the two have in common."""
    return show_person(request, find_offer(request, offer_id))


@login_required
@require_POST
def ask(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Ask them."""
    member: Member = request.user  # type: ignore[assignment]
    offer = find_offer(request, offer_id)
    form = AskForm(request.POST)
    if not form.is_valid():
        return show_person(request, offer, form, status=422)
    try:
        actions.ask(offer, by=member, words=form.cleaned_data["words"])
    except Refused as refused:
        form.add_error(refused.field, str(refused.reason))
        return show_person(request, offer, form, status=422)
    say(request, _("You have asked %(name)s. They answer within two days.") % {"name": offer.member})
    return redirect("mentorship:mine")


@login_required
@require_POST
def aside(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Rather see someone else. Nobody is told."""
    offer = find_offer(request, offer_id)
    set_aside(request.user, offer.member, until=timezone.now() + ASIDE_FOR)  # type: ignore[arg-type]
    undo = reverse("mentorship:again", args=[offer.pk])
    say(request, _("You will see someone else instead. Nobody is told."), undo=undo)
    return redirect("mentorship:mine")


@login_required
@require_POST
def again(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Take that back, unless they were asked meanwhile."""
    member: Member = request.user  # type: ignore[assignment]
    offer = find_offer(request, offer_id)
    asked = Request.objects.from_member(member).filter(mentor=offer.member)
    if not asked.exists() and not Turn.objects.of(member).filter(mentor=offer.member).exists():
        bring_back(member, offer.member)
    return redirect("mentorship:mine")


@login_required
@require_GET
def request_page(request: HttpRequest, request_id: int) -> HttpResponse:
    """A request that waits for my answer: who, their words, what we share."""
    member: Member = request.user  # type: ignore[assignment]
    asked = next((one for one in queries.to_answer(member) if one.request.pk == request_id), None)
    if asked is None:
        return _answered(request, member, request_id)
    return _request_page(request, asked)


@login_required
@require_POST
def accept(request: HttpRequest, request_id: int) -> HttpResponse:
    """Say yes."""
    member: Member = request.user  # type: ignore[assignment]
    found = _to_me(request, request_id)
    try:
        pair = actions.accept(found, by=member)
    except Refused as refused:
        asked = next((one for one in queries.to_answer(member) if one.request.pk == request_id), None)
        if asked is None:
            say(request, refused.reason, kind=messages.WARNING)
            return redirect("mentorship:mine")
        return _request_page(request, asked, refused)
    return redirect(pair)


@login_required
@require_POST
def decline(request: HttpRequest, request_id: int) -> HttpResponse:
    """Not now. No reason is asked."""
    actions.decline(_to_me(request, request_id), by=request.user)  # type: ignore[arg-type]
    say(request, _("They will hear that you are not free just now. Thank you for reading it."))
    return redirect("mentorship:mine")


@login_required
@require_POST
def withdraw(request: HttpRequest, request_id: int) -> HttpResponse:
    """Take back what I asked."""
    member: Member = request.user  # type: ignore[assignment]
    found = get_object_or_404(Request.objects.select_related("mentor", "mentee"), pk=request_id, mentee=member)
    had_line = Turn.objects.seen_by(member).exists()
    actions.withdraw(found, by=member)
    closed = had_line and not Turn.objects.seen_by(member).exists()
    say(request, _("Taken back. Nobody in your line is asked either.") if closed else _("Taken back."))
    return redirect("mentorship:mine")


def find_offer(request: HttpRequest, offer_id: int) -> MentorOffer:
    """An offer the member may see: of someone they may meet."""
    member: Member = request.user  # type: ignore[assignment]
    return get_object_or_404(
        MentorOffer.objects.visible_to(member).with_walks().select_related("member", "member__matters"), pk=offer_id
    )


def show_person(
    request: HttpRequest, offer: MentorOffer, form: AskForm | None = None, status: int = 200
) -> HttpResponse:
    """The story; not there for someone outside either's limits who never had to do with them."""
    member: Member = request.user  # type: ignore[assignment]
    own = Matters.objects.filter(pk=member.pk).first() or Matters(member=member)
    asked = Request.objects.from_member(member).filter(mentor=offer.member).order_by("-pk").first()
    waits = queries.waits_for(member)
    turn = next((one for one in waits.line if one.mentor_id == offer.member_id), None)
    if asked is None and turn is None and not fits(own, offer.member.matters):
        raise Http404
    [person] = queries.with_times([Suggestion(offer, fit(own, offer.member.matters))])
    pair = Pair.objects.open().filter(mentee=member).first()
    context = {
        "person": person,
        "offer": offer,
        "form": form or AskForm(initial={"words": turn.words} if turn else None),
        "asked": asked if asked and asked.is_open else None,
        "turn": turn,
        "waits": waits,
        "pair": pair,
        "favoured": Favourite.objects.filter(member=member, other=offer.member).exists(),
        "is_free": offer.is_welcoming and not (asked and asked.was_not_free_lately),
    }
    return render(request, "mentorship/person.html", context, status=status)


def _to_me(request: HttpRequest, request_id: int) -> Request:
    """A request to this mentor, open or answered, from someone they may still meet."""
    return get_object_or_404(
        Request.objects.unblocked().select_related("mentor", "mentee", "offer"), pk=request_id, mentor=request.user
    )


def _answered(request: HttpRequest, member: Member, request_id: int) -> HttpResponse:
    """A notice may be older than the answer: lead on to the pair, or say that it has moved on."""
    found = _to_me(request, request_id)
    pair = Pair.objects.filter(request=found).first() if found.is_accepted else None
    if pair is not None:
        return redirect(pair)
    say(request, _("This request has moved on already. Nothing is left to do."), kind=messages.INFO)
    return redirect("mentorship:mine")


def _request_page(request: HttpRequest, asked: queries.Asked, refused: Refused | None = None) -> HttpResponse:
    context = {"asked": asked, "refused": refused}
    return render(request, "mentorship/request.html", context, status=422 if refused else 200)
