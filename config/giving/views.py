from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.kit.toasts import say
from community.members.requests import MemberRequest
from config.giving.notifications import tell_leaders
from config.giving.queries import greetable, ways_of


@require_safe
@login_required
def giving(request: MemberRequest) -> HttpResponse:
    """Greet, host, mentor one day, or not now."""
    return render(request, "giving/giving.html", {"ways": ways_of(request.user)})


@require_POST
@login_required
def greet(request: MemberRequest, pk: int) -> HttpResponse:
    """Tell those who lead this group. Twice is once, while they have not read it."""
    place = get_object_or_404(greetable(request.user).select_related("group", "member"), pk=pk)
    if tell_leaders(place):
        words = _("Those who lead %(group)s read that you would like to greet there.")
    else:
        words = _("Nobody leads %(group)s just now. Try it again later, or in another group.")
    say(request, words % {"group": place.group.name})
    return redirect("giving")
