"""After an ending: whether somebody looks on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.models import Member
from mentorship.partings import actions
from mentorship.partings.models import Onward
from mentorship.walking.doors import find_pair


@login_required
@require_POST
def onward(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Look for someone new: now, later, or not."""
    member: Member = request.user  # type: ignore[assignment]
    try:
        chosen = actions.choose_onward(find_pair(member, pair_id), by=member, wish=request.POST.get("wish", ""))
    except Refused as refused:
        say(request, refused.reason, kind=messages.WARNING)
    else:
        said = {
            Onward.Wish.NOW: _("You look for someone new."),
            Onward.Wish.LATER: _("Take your time. It stays here."),
            Onward.Wish.NOT: _("All right. You can look again any time."),
        }
        say(request, said[Onward.Wish(chosen.wish)])
    return redirect("mentorship:mine")
