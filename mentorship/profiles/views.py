"""What matters to me, and my offer to be a mentor. One's own pages: nobody else's are reachable here."""

from datetime import time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.kit.clock import moment_of
from community.kit.gate import Refused
from community.kit.toasts import say as toast
from community.members.models import Member, Profile
from mentorship.profiles import actions
from mentorship.profiles.agreement import AGREEMENT
from mentorship.profiles.becoming_forms import AskToVouchForm
from mentorship.profiles.forms import ChangeOfferForm, MattersForm, OfferForm, TakeRestForm
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.profiles.policies import facilities_to_ask
from mentorship.profiles.readiness import people_met, readiness
from mentorship.profiles.training import STEPS
from mentorship.profiles.vocabulary import AROUND, LANGUAGES


@login_required
@require_http_methods(["GET", "POST"])
def matters(request: HttpRequest) -> HttpResponse:
    """Ask what matters, with what was said before already there."""
    member: Member = request.user  # type: ignore[assignment]
    said = Matters.objects.filter(pk=member.pk).first()
    offer = MentorOffer.objects.current().filter(member=member).first()
    # Only one who looks for someone weighs; a mentor's answers are weighed by others.
    weighs = offer is None or bool(said and said.looking_since) or "looking" in request.GET
    initial = _initial(member, said, offer)
    # Whoever comes to find someone need not say so again.
    initial["looking"] = initial["looking"] or "looking" in request.GET
    form = MattersForm(_sent(request), initial=initial, weighs=weighs)
    if request.method == "POST" and form.is_valid():
        actions.say(member, **form.answers())
        toast(request, _("Kept. You can change it whenever you like."))
        return redirect("mentorship:mine")
    spoken = [word.asked for word in LANGUAGES.words if word.code in (form["languages"].value() or [])]
    context = {"form": form, "spoken": spoken}
    return render(request, "mentorship/matters.html", context, status=422 if form.errors else 200)


def _initial(member: Member, said: Matters | None, offer: MentorOffer | None) -> dict[str, Any]:
    """What they said here; else what their profile knows already, so that nobody is asked twice."""
    if said is not None:
        return MattersForm.initial_from(said)
    profile = Profile.objects.filter(pk=member.pk).first()
    known = MattersForm.initial_from(Matters(member=member)) | {"looking": offer is None}
    if profile is not None:
        languages = {code for code, _words in LANGUAGES.choices()}
        parts = {code for code, _words in AROUND.choices()}
        known["languages"] = [code for code in profile.languages if code in languages]
        known["around"] = [code for code in profile.around if code in parts]
    return known


@login_required
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """One's own offer: make it, or change what is told in it."""
    member: Member = request.user  # type: ignore[assignment]
    own = MentorOffer.objects.current().filter(member=member).select_related("facility", "member").first()
    return _change(request, member, own) if own else _make(request, member)


def _make(request: HttpRequest, member: Member) -> HttpResponse:
    facilities = facilities_to_ask(member)
    form = OfferForm(_sent(request), facilities=facilities)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("story", "years", "places", "facility")}
        try:
            actions.offer(member, agreed_to=AGREEMENT, **told)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            toast(request, _("Thank you. Someone there will read it. Meanwhile, say what matters to you."))
            return redirect("mentorship:matters")
    declined = MentorOffer.objects.filter(member=member, declined_at__isnull=False).order_by("-pk").first()
    context = {"form": form, "facilities": facilities, "declined": declined}
    return render(request, "mentorship/offer_make.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, member: Member, own: MentorOffer) -> HttpResponse:
    form = ChangeOfferForm(_sent(request), initial=ChangeOfferForm.initial_from(own))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_offer(own, by=member, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            toast(request, _("Kept."))
            return redirect("mentorship:offer")
    return _offer_page(request, own, form)


def _offer_page(
    request: HttpRequest, own: MentorOffer, form: ChangeOfferForm | None = None, rest: TakeRestForm | None = None
) -> HttpResponse:
    form, rest = form or ChangeOfferForm(initial=ChangeOfferForm.initial_from(own)), rest or TakeRestForm()
    has = readiness(own) if own.is_waiting else None
    people = people_met(own) if has and not has.is_known else []
    context = {
        "form": form,
        "rest_form": rest,
        "offer": own,
        "has": has,
        "steps": STEPS,
        "agreement": AGREEMENT,
        "vouch": AskToVouchForm(people=people) if people else None,
    }
    return render(request, "mentorship/offer.html", context, status=422 if form.errors or rest.errors else 200)


@login_required
@require_POST
def rest(request: HttpRequest) -> HttpResponse:
    """Rest, without a reason, until a day or until one comes back."""
    member: Member = request.user  # type: ignore[assignment]
    own, form = _own(request), TakeRestForm(request.POST)
    if not form.is_valid():
        return _offer_page(request, own, rest=form)
    day = form.cleaned_data["until"]
    try:
        actions.take_rest(own, by=member, until=moment_of(day, time.min, member.time_zone) if day else None)
    except Refused as refused:
        form.add_error(refused.field, str(refused.reason))
        return _offer_page(request, own, rest=form)
    toast(request, _("You are resting. Nobody new is sent to you."))
    return redirect("mentorship:offer")


@login_required
@require_POST
def agree(request: HttpRequest) -> HttpResponse:
    """Hold to the agreement as it reads today."""
    try:
        actions.hold_to(_own(request), by=request.user, agreed_to=request.POST.get("version", ""))  # type: ignore[arg-type]
    except Refused as refused:
        toast(request, refused.reason, kind=messages.WARNING)
    else:
        toast(request, _("Thank you. It is noted with your offer."))
    return redirect("mentorship:offer")


@login_required
@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """Be there again."""
    actions.resume(_own(request), by=request.user)  # type: ignore[arg-type]
    toast(request, _("Welcome back."))
    return redirect("mentorship:offer")


@login_required
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest) -> HttpResponse:
    """Take the offer back for good, after one look at what that means."""
    own = _own(request)
    if request.method == "POST":
        actions.end_offer(own, by=request.user)  # type: ignore[arg-type]
        toast(request, _("Your offer has ended. Thank you for every evening."))
        return redirect("mentorship:mine")
    return render(request, "mentorship/offer_end.html", {"offer": own})


def _own(request: HttpRequest) -> MentorOffer:
    return get_object_or_404(MentorOffer.objects.current().select_related("facility", "member"), member=request.user)


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, if anything was: a form with nothing in it is an answer too."""
    return request.POST if request.method == "POST" else None
