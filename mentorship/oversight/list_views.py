"""The desk's lists: who waits, what was asked, who walks together, who mentors, and how many places are ahead."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.facilities.gate import DeskRequest, desk_door
from community.facilities.models import Facility
from community.kit.gate import Refused, require
from community.kit.toasts import say
from mentorship.oversight import queries
from mentorship.oversight.forms import WeighForm
from mentorship.oversight.picture import picture
from mentorship.pairs import actions as pair_actions
from mentorship.pairs.models import Pair
from mentorship.pairs.policies import can_look_after
from mentorship.profiles import actions
from mentorship.profiles.forms import ReasonForm
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.policies import LOOKS_AFTER


@dataclass(frozen=True)
class Looking:
    """What the reader of a list asks for: which state, whose name, and from where on."""

    states: type[TextChoices]
    show: str
    words: str
    after: str

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in self.states.choices]

    @property
    def narrows(self) -> bool:
        return bool(self.show or self.words)


@desk_door
@require_safe
def waiting(request: DeskRequest) -> HttpResponse:
    """Who hopes for a mentor, since when, and what has come of it."""
    facility, looking = _house(request), _looking(request, queries.WaitState)
    page = queries.waiting(facility, show=looking.show, words=looking.words, after=looking.after)
    spans = queries.spans(facility)
    context = {
        "page": page,
        "rows": page.rows,
        "spans": spans,
        "picture": picture([(span.short, [("wait", span.count)]) for span in spans]),
        "bound": queries.bound().days,
    }
    return _list(request, "waiting", looking, context)


@desk_door
@require_safe
def asked(request: DeskRequest) -> HttpResponse:
    """Requests that wait for an answer, the next to move on first."""
    facility, looking = _house(request), _looking(request, queries.AskedState)
    page = queries.asked(facility, show=looking.show, words=looking.words, after=looking.after)
    return _list(request, "asked", looking, {"page": page, "rows": page.rows})


@desk_door
@require_safe
def walking(request: DeskRequest) -> HttpResponse:
    """Who walks together, the longest silent first; never a word of theirs."""
    return _walking(request)


@desk_door
@require_POST
def weigh(request: DeskRequest, pair_id: int) -> HttpResponse:
    """Say how many of its mentor's places a walk takes, with a reason."""
    pairs = Pair.objects.filter(offer__facility=_house(request)).select_related("offer__facility", "mentor", "mentee")
    pair = get_object_or_404(pairs, pk=pair_id)
    require(can_look_after(request.user, pair))
    form = WeighForm(request.POST, prefix=f"weight-{pair.pk}")
    if not form.is_valid():
        return _walking(request, pair.pk, form)
    try:
        pair_actions.weigh_from_desk(pair, by=request.user, **form.cleaned_data)
    except Refused as refused:
        if refused.field:
            form.add_error(refused.field, str(refused.reason))
            return _walking(request, pair.pk, form)
        say(request, str(refused.reason), kind=messages.WARNING)
    else:
        say(request, _("Kept. %(name)s has been told.") % {"name": pair.mentor})
    return redirect(f"{reverse('mentor_desk:walking')}?show=all")


@desk_door
@require_safe
def people(request: DeskRequest) -> HttpResponse:
    """The mentors here, by when their next yearly talk is due."""
    return _people(request)


@desk_door
@require_POST
def talked(request: DeskRequest, offer_id: int) -> HttpResponse:
    """Note the yearly talk, with a line about it."""
    return _on_mentor(
        request, offer_id, "talked", actions.review, _("Noted. The next talk with %(name)s is in a year.")
    )


@desk_door
@require_POST
def stop(request: DeskRequest, offer_id: int) -> HttpResponse:
    """End somebody's offer, with words they are told."""
    return _on_mentor(request, offer_id, "stop", actions.stop, _("%(name)s has been told. Those they walk with stay."))


@desk_door
@require_safe
def ahead(request: DeskRequest) -> HttpResponse:
    """How many places there are, now and in the weeks to come."""
    weeks = queries.weeks_ahead(_house(request))
    columns = [
        (week.day, [("taken", week.taken), ("free", week.free), ("held", week.overdue + week.resting)])
        for week in weeks
    ]
    context = {"desk": request.desk, "tab": "ahead", "weeks": weeks, "picture": picture(columns)}
    return render(request, "mentorship/oversight/ahead.html", context)


def _walking(request: DeskRequest, pair_id: int | None = None, form: WeighForm | None = None) -> HttpResponse:
    facility, looking = _house(request), _looking(request, queries.PairState)
    page = queries.walking(facility, by=request.user, show=looking.show, words=looking.words, after=looking.after)
    if pair_id and all(one.pair is None or one.pair.pk != pair_id for one in page.rows):
        page.rows[:0] = filter(None, [queries.one_walking(facility, pair_id, by=request.user)])
    rows = [(one, _weigh_form(one.pair, pair_id, form)) for one in page.rows]
    return _list(request, "walking", looking, {"page": page, "rows": rows}, status=422 if form else 200)


def _weigh_form(pair: Pair | None, pair_id: int | None, form: WeighForm | None) -> WeighForm | None:
    if pair is None:
        return None
    if form and pair.pk == pair_id:
        return form
    return WeighForm(prefix=f"weight-{pair.pk}", initial={"weight": pair.weight})


def _on_mentor(
    request: DeskRequest, offer_id: int, act: str, deed: Callable[..., MentorOffer], words: str
) -> HttpResponse:
    offers = MentorOffer.objects.filter(facility=_house(request)).select_related("facility", "member")
    offer = get_object_or_404(offers, pk=offer_id)
    if offer.member_id == request.user.pk:
        raise PermissionDenied(_("Someone else decides on your own offer."))
    form = ReasonForm(request.POST, prefix=f"{act}-{offer.pk}")
    if not form.is_valid():
        return _people(request, offer.pk, {act: form})
    try:
        deed(offer, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        if refused.field:
            form.add_error(refused.field, str(refused.reason))
            return _people(request, offer.pk, {act: form})
        say(request, str(refused.reason), kind=messages.WARNING)
    else:
        say(request, words % {"name": offer.member})
    return redirect("mentor_desk:people")


def _people(
    request: DeskRequest, offer_id: int | None = None, forms: dict[str, ReasonForm] | None = None
) -> HttpResponse:
    facility, looking = _house(request), _looking(request, queries.MentorState)
    page = queries.mentors(facility, show=looking.show, words=looking.words, after=looking.after)
    if offer_id and all(one.pk != offer_id for one in page.rows):
        page.rows[:0] = MentorOffer.objects.filter(pk=offer_id).with_twice().select_related("member")

    def form(act: str, offer: MentorOffer) -> ReasonForm:
        tried = (forms or {}).get(act) if offer.pk == offer_id else None
        return tried or ReasonForm(prefix=f"{act}-{offer.pk}")

    today = timezone.now().date()
    context = {
        "page": page,
        "rows": [(one, form("talked", one), form("stop", one)) for one in page.rows],
        "today": today,
        "due_until": today + queries.DUE_WITHIN,
    }
    return _list(request, "people", looking, context, status=422 if forms else 200)


def _list(
    request: DeskRequest, name: str, looking: Looking, context: dict[str, object], status: int = 200
) -> HttpResponse:
    context = {"desk": request.desk, "tab": name, "looking": looking} | context
    return render(request, f"mentorship/oversight/{name}.html", context, status=status)


def _looking(request: DeskRequest, states: type[TextChoices]) -> Looking:
    show = request.GET.get("show", "")
    words = request.GET.get("q", "").replace("\0", "")[:60]
    return Looking(states, show if show in states.values else "", words, request.GET.get("after", "")[:60])


def _house(request: DeskRequest) -> Facility:
    """The facility, for those who look after its mentors."""
    require(request.desk.holds(*LOOKS_AFTER))
    return request.desk.facility
