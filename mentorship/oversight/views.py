"""The coordinator's doors: offers to read and decide on, and yearly talks that are due."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.facilities.gate import DeskRequest, desk_door
from community.kit.gate import Refused, require
from community.kit.toasts import say
from mentorship.pairs.queries import waiting_for_mentor
from mentorship.profiles import actions
from mentorship.profiles.becoming_forms import ApproveForm
from mentorship.profiles.forms import ReasonForm
from mentorship.profiles.models import MentorOffer, MentorOfferQuerySet
from mentorship.profiles.policies import LOOKS_AFTER
from mentorship.profiles.readiness import readiness_of
from mentorship.profiles.training import STEPS

#: A talk that is due within this time is shown.
DUE_WITHIN = timedelta(days=30)
#: A page of a list.
PAGE = 50

#: What a decision asks for, where it is more than a reason.
_FORMS: dict[str, type[ReasonForm]] = {"approve": ApproveForm}
ACTS: dict[str, Callable[..., MentorOffer]] = {
    "approve": actions.approve,
    "decline": actions.decline,
    "review": actions.review,
    "stop": actions.stop,
}


@desk_door
@require_GET
def mentors(request: DeskRequest) -> HttpResponse:
    """Offers that wait, talks that are due, who is a mentor here, and who hopes for one."""
    return _page(request)


@desk_door
@require_POST
def decide(request: DeskRequest, offer_id: int, act: str) -> HttpResponse:
    """Approve, decline, stop, or note the yearly talk, with a reason."""
    offer = get_object_or_404(_of_desk(request).select_related("facility", "member"), pk=offer_id)
    if offer.member_id == request.user.pk:
        raise PermissionDenied(_("Someone else decides on your own offer."))
    form = _FORMS.get(act, ReasonForm)(request.POST, prefix=f"{act}-{offer.pk}")
    if not form.is_valid():
        return _page(request, {(act, offer.pk): form}, status=422)
    try:
        said = {"knows_them": form.says_so} if isinstance(form, ApproveForm) else {}
        ACTS[act](offer, by=request.user, reason=form.cleaned_data["reason"], **said)
    except Refused as refused:
        if refused.field:
            form.add_error(refused.field, str(refused.reason))
            return _page(request, {(act, offer.pk): form}, status=422)
        say(request, refused.reason, kind=messages.WARNING)
    else:
        words = {
            "approve": _("%(name)s is a mentor now."),
            "decline": _("%(name)s has been told, with your words."),
            "stop": _("%(name)s has been told. Those they walk with stay."),
            "review": _("Noted. The next talk with %(name)s is in a year."),
        }
        say(request, words[act] % {"name": offer.member})
    return redirect("mentor_desk:mentors")


def _page(
    request: DeskRequest, forms: dict[tuple[str, int], ReasonForm] | None = None, status: int = 200
) -> HttpResponse:
    offers = _of_desk(request).select_related("member")
    forms = forms or {}

    def form(act: str, offer: MentorOffer) -> ReasonForm:
        return forms.get((act, offer.pk)) or _FORMS.get(act, ReasonForm)(prefix=f"{act}-{offer.pk}")

    due_until = timezone.now().date() + DUE_WITHIN
    waiting = list(offers.waiting().order_by("offered_at", "pk")[:PAGE])
    ready = readiness_of(waiting)
    due = offers.standing().filter(review_due__lte=due_until).order_by("review_due", "pk")[:PAGE]
    context = {
        "desk": request.desk,
        "waiting": [(offer, form("approve", offer), form("decline", offer), ready[offer.pk]) for offer in waiting],
        "steps": STEPS,
        "due": [(offer, form("review", offer)) for offer in due],
        "mentors": [
            (offer, form("stop", offer))
            for offer in offers.standing().with_twice().order_by("member__name", "pk")[:PAGE]
        ],
        "seekers": waiting_for_mentor(request.desk.facility),
        "today": timezone.now().date(),
    }
    return render(request, "mentorship/desk.html", context, status=status)


def _of_desk(request: DeskRequest) -> MentorOfferQuerySet:
    """The offers of this facility, for those who look after its mentors."""
    require(request.desk.holds(*LOOKS_AFTER))
    return MentorOffer.objects.filter(facility=request.desk.facility)
