"""The coordinator's door to offers: to read, and to decide on."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from community.facilities.gate import DeskRequest, desk_door
from community.kit.gate import Refused, require
from community.kit.toasts import say
from mentorship.profiles import actions
from mentorship.profiles.becoming_forms import ApproveForm
from mentorship.profiles.forms import ReasonForm
from mentorship.profiles.models import MentorOffer, MentorOfferQuerySet
from mentorship.profiles.policies import LOOKS_AFTER
from mentorship.profiles.readiness import readiness_of
from mentorship.profiles.training import STEPS

#: A page of a list.
PAGE = 50

#: What a decision asks for, where it is more than a reason.
_FORMS: dict[str, type[ReasonForm]] = {"approve": ApproveForm}
ACTS: dict[str, Callable[..., MentorOffer]] = {
    "approve": actions.approve,
    "decline": actions.decline,
}


@desk_door
@require_GET
def mentors(request: DeskRequest) -> HttpResponse:
    """Offers that wait for an answer."""
    return _page(request)


@desk_door
@require_POST
def decide(request: DeskRequest, offer_id: int, act: str) -> HttpResponse:
    """Approve or decline, with a reason."""
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

    waiting = list(offers.waiting().order_by("offered_at", "pk")[:PAGE])
    ready = readiness_of(waiting)
    context = {
        "desk": request.desk,
        "tab": "offers",
        "waiting": [(offer, form("approve", offer), form("decline", offer), ready[offer.pk]) for offer in waiting],
        "steps": STEPS,
    }
    return render(request, "mentorship/desk.html", context, status=status)


def _of_desk(request: DeskRequest) -> MentorOfferQuerySet:
    """The offers of this facility, for those who look after its mentors."""
    require(request.desk.holds(*LOOKS_AFTER))
    return MentorOffer.objects.filter(facility=request.desk.facility)
