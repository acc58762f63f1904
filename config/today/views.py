from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.today.front import front_page
from config.today.page import today_page


def home(request: HttpRequest) -> HttpResponse:
    """Today, for a member; the front page for everyone else."""
    if request.user.is_authenticated:
        return render(request, "today/today.html", {"today": today_page(request.user)})
    return render(request, "today/front.html", {"front": front_page()})
