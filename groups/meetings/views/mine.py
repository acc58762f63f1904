from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.members.requests import MemberRequest
from groups.meetings import queries
from groups.meetings.policies import may_suggest
from groups.roster.doors import members_page
from groups.roster.models import Membership
from groups.roster.queries import current_quiet

A_PAGE = 30


@login_required
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """The member's meetings: a list, a week or a month."""
    coming = queries.coming(request.user, most=A_PAGE)
    return render(request, "meetings/mine.html", {"coming": coming, "view": "list"})


@require_safe
@members_page
def group_meetings(request: HttpRequest, membership: Membership) -> HttpResponse:
    """A group's meetings: what comes next."""
    group = membership.group
    quiet = current_quiet(membership)
    return render(
        request,
        "meetings/group.html",
        {
            "group": group,
            "membership": membership,
            "quiet": quiet,
            "may_make": may_suggest(membership, quiet),
            "coming": queries.coming(membership.member, most=A_PAGE, group=group),
        },
    )
