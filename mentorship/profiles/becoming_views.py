"""Before one is a mentor: steps to read, a check, people who vouch. And being asked to vouch."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.kit.gate import Refused
from community.kit.toasts import say as toast
from community.members.models import Member
from mentorship.profiles import actions
from mentorship.profiles.becoming_forms import AskToVouchForm, CheckForm, VouchForm
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.preparing import Reference
from mentorship.profiles.readiness import people_met, training_of
from mentorship.profiles.training import STEPS


@login_required
@require_GET
def training(request: HttpRequest) -> HttpResponse:
    """The steps, and how far one has come."""
    member: Member = request.user  # type: ignore[assignment]
    learned = training_of(member)
    context = {"training": learned, "steps": STEPS, "next": learned.steps_read + 1}
    return render(request, "mentorship/training.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, number: int) -> HttpResponse:
    """Read one step, and go on to the next."""
    member: Member = request.user  # type: ignore[assignment]
    learned = training_of(member)
    if not 1 <= number <= min(len(STEPS), learned.steps_read + 1):
        return redirect("mentorship:training")
    if request.method == "POST":
        actions.read_step(number, by=member)
        return redirect("mentorship:check") if number == len(STEPS) else redirect("mentorship:step", number + 1)
    context = {"step": STEPS[number - 1], "number": number, "steps": STEPS, "is_last": number == len(STEPS)}
    return render(request, "mentorship/step.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The questions at the end: a kind word where an answer does not hold, and as many tries as one likes."""
    member: Member = request.user  # type: ignore[assignment]
    if training_of(member).steps_read < len(STEPS):
        return redirect("mentorship:training")
    form = CheckForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        again = actions.answer_check(form.cleaned_data, by=member)
        if not again:
            toast(request, _("That holds. Thank you for taking the time."))
            return redirect("mentorship:offer")
        form.think_again(again)
    return render(request, "mentorship/check.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def ask_to_vouch(request: HttpRequest) -> HttpResponse:
    """Ask somebody one has met here for a word."""
    member: Member = request.user  # type: ignore[assignment]
    offer = get_object_or_404(MentorOffer.objects.current().select_related("member"), member=member)
    people = people_met(offer)
    form = AskToVouchForm(request.POST, people=people)
    if not form.is_valid():
        toast(request, _("Choose somebody you have talked with."), kind=messages.WARNING)
        return redirect("mentorship:offer")
    met = next(one for one in people if one.place.pk == form.cleaned_data["person"])
    try:
        actions.ask_to_vouch(offer, by=member, person=met.place.member)
    except Refused as refused:
        toast(request, refused.reason, kind=messages.WARNING)
    else:
        toast(request, _("%(name)s is asked for a word about you.") % {"name": met.place.name})
    return redirect("mentorship:offer")


@login_required
@require_http_methods(["GET", "POST"])
def vouch(request: HttpRequest, reference_id: int) -> HttpResponse:
    """Somebody asks me whether I know them well."""
    member: Member = request.user  # type: ignore[assignment]
    awaited = Reference.objects.awaited_from(member).select_related("offer__facility", "offer__member")
    reference = awaited.filter(pk=reference_id).first()
    if reference is None:
        get_object_or_404(Reference, pk=reference_id, by=member, part=Reference.Part.MEMBER)
        toast(request, _("Nothing is left to do here. Thank you."), kind=messages.INFO)
        return redirect("mentorship:mine")
    form = VouchForm(request.POST if request.method == "POST" else None)
    knows = "knows" in request.POST
    if request.method == "POST" and not knows and "rather_not" not in request.POST:
        form.add_error(None, _("Choose one of the two below."))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_vouch(reference, by=member, knows=knows, words=form.cleaned_data["words"])
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            toast(
                request,
                _("Thank you. It is with the staff who decide.") if knows else _("That is fine. They are not told."),
            )
            return redirect("mentorship:mine")
    context = {"form": form, "reference": reference}
    return render(request, "mentorship/vouch.html", context, status=422 if form.errors else 200)
