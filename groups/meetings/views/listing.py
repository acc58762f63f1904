from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.kit.gate import Refused
from community.kit.toasts import say
from community.members.requests import MemberRequest
from groups.meetings.actions.listing import put_in_directory, take_from_directory
from groups.meetings.reaching import reach_meeting


@require_POST
@login_required
def listed(request: MemberRequest, pk: int) -> HttpResponse:
    """Put the meeting into the directory, or take it out."""
    meeting = reach_meeting(request.user, pk).meeting
    try:
        if request.POST.get("listed") == "yes":
            put_in_directory(meeting, by=request.user)
            say(request, _("It stands in the directory now."))
        else:
            take_from_directory(meeting, by=request.user)
            say(request, _("It is out of the directory."))
    except Refused as refused:
        say(request, refused.reason)
    return redirect(meeting)
