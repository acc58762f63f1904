from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.facilities.models import Facility
from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.joining.forms import StayingForm
from groups.joining.queries import Staying, staying
from groups.roster.actions import give_up_aftercare, let_aftercare_last


@login_required
@never_cache
@require_safe
def staying_page(request: MemberRequest) -> HttpResponse:
    """One's right to the aftercare of the facilities one is or was with, and how long it lasts."""
    return _page(request, staying(request.user))


@login_required
@require_POST
def staying_change(request: MemberRequest, pk: int) -> HttpResponse:
    """Say how long: ``how`` = ``always``, ``until`` a day, or ``end`` it now."""
    facility = get_object_or_404(Facility.objects.filter(stays__member=request.user).distinct(), pk=pk)
    how = request.POST.get("how", "")
    if how == "end":
        give_up_aftercare(facility, by=request.user)
        say(request, _("It has ended, and nobody there was told. You can take it up again."))
    elif how == "always":
        let_aftercare_last(facility, by=request.user, until=None)
        say(request, _("It lasts for as long as you like."))
    else:
        form = StayingForm(request.POST)
        if form.is_valid():
            try:
                let_aftercare_last(facility, by=request.user, until=form.cleaned_data["until"])
            except Refused as refused:
                form.add_error(refused.field, str(refused.reason))
        if form.errors:
            return _page(request, staying(request.user), facility, form)
        say(request, _("Written down. We ask you once more a week before."))
    return redirect("groups:staying")


def _page(
    request: MemberRequest, rights: list[Staying], wrong: Facility | None = None, given: StayingForm | None = None
) -> HttpResponse:
    forms = [
        (
            right,
            given
            if given is not None and wrong == right.facility
            else StayingForm(
                initial={"until": right.choice.lasts_until if right.choice else None},
                auto_id=f"id_{right.facility.pk}_%s",
            ),
        )
        for right in rights
    ]
    return render(request, "groups/joining/staying.html", {"rights": forms}, status=422 if given else 200)
