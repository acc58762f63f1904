from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from community.members.actions import profile_of
from community.members.requests import MemberRequest
from config.welcome.queries import first_group, someone_to_greet


@login_required
def here(request: MemberRequest) -> HttpResponse:
    """One group, and one person to say hello to."""
    group = first_group(request.user, profile_of(request.user).road)
    person = someone_to_greet(request.user, group) if group else None
    return render(request, "welcome/here.html", {"group": group, "person": person})
