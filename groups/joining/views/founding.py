from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.facilities.models import Facility
from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.joining.actions import open_group
from groups.joining.forms import FoundForm
from groups.roster.models import Group


@login_required
@require_http_methods(["GET", "POST"])
def found_page(request: MemberRequest) -> HttpResponse:
    """Open a group of one's own; staff also for their facility."""
    member = request.user
    facilities = list(Facility.objects.served_by(member).order_by("name"))
    given = {
        "kind": Group.Kind.AFTERCARE if facilities else Group.Kind.SUPPORT,
        "entry": Group.Entry.REQUEST,
        "facility": facilities[0] if facilities else None,
        "language": member.language,
        "zone": facilities[0].time_zone if facilities else member.time_zone,
        "agreement": _("What is said here stays here.\nWe speak from our own road.\nAnyone may just read."),
        "known_as": member.name,
        "hue": member.hue,
    }
    form = FoundForm(request.POST or None, member=member, facilities=facilities, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            group = open_group(by=member, **({"facility": None} | form.cleaned_data))
        except Refused as refused:
            form.add_error(refused.field, str(refused.reason))
        else:
            say(request, _("The room is open. It is yours to keep, for now with nobody else in it."))
            return redirect(group)
    return render(request, "groups/joining/found.html", {"form": form}, status=422 if form.errors else 200)
