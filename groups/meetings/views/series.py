from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.members.requests import MemberRequest
from groups.meetings.models import Occurrence
from groups.meetings.queries import entries
from groups.meetings.reaching import reach_meeting

MOST_TIMES = 8


@login_required
@require_safe
def meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """A meeting: what it is, how often, and its next times."""
    here = reach_meeting(request.user, pk)
    coming = entries(here.member, Occurrence.objects.filter(meeting=here.meeting).upcoming()[:MOST_TIMES])
    return render(
        request,
        "meetings/meeting.html",
        {
            "here": here,
            "meeting": here.meeting,
            "group": here.meeting.group,
            "membership": here.membership,
            "coming": coming,
            "pauses": here.meeting.pauses.all(),
        },
    )
