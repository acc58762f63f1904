from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from community.facilities.models import Stay
from community.members.requests import MemberRequest


@login_required
def my_stays(request: MemberRequest) -> HttpResponse:
    """With which facilities I am or was, and since when."""
    stays = Stay.objects.filter(member=request.user).select_related("facility").order_by("-admitted_on", "-id")
    return render(request, "facilities/stays.html", {"stays": stays})
