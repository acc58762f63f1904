"""The doors of the two: telling what is not right, and reading what became of it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from community.kit.toasts import say
from community.members.models import Member
from mentorship.oversight import actions
from mentorship.oversight.forms import ConcernForm, FlagForm
from mentorship.oversight.models import Concern
from mentorship.pairs.models import Pair


@login_required
@require_http_methods(["GET", "POST"])
def flag(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Something is not right."""
    member: Member = request.user  # type: ignore[assignment]
    pair = get_object_or_404(Pair.objects.visible_to(member).select_related("mentor", "mentee"), pk=pair_id)
    if before := Concern.objects.open().filter(pair=pair, by=member).first():
        return redirect("mentorship:concern", before.pk)
    is_mentor = pair.mentor_id == member.pk
    shape = ConcernForm if is_mentor else FlagForm
    form = shape(request.POST or None)
    if form.is_valid():
        concern = actions.raise_concern(pair, by=member, **form.cleaned_data)
        say(request, _("Thank you for telling us. Someone looks at it."))
        return redirect("mentorship:concern", concern.pk)
    context = {"pair": pair, "other": pair.other(member), "is_mentor": is_mentor, "form": form}
    return render(request, "mentorship/flag.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_GET
def concern(request: HttpRequest, concern_id: int) -> HttpResponse:
    """What I told, and what became of it. Nobody else's."""
    found = get_object_or_404(
        Concern.objects.filter(by=request.user.pk).select_related("pair__mentor", "pair__mentee", "rest"), pk=concern_id
    )
    return render(request, "mentorship/concern.html", {"concern": found, "other": found.about})
