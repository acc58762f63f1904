"""The style guide's page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from config.styleguide.forms import EveryQuestion

TONES = [
    "paper",
    "card",
    "side",
    "sunk",
    "pine",
    "pine-soft",
    "clay",
    "clay-soft",
    "dawn",
    "dawn-soft",
    "sky",
    "sky-soft",
]
FILLED = {"name": "Wren", "zone": "ny", "mood": "4", "craving": "3", "needs": ["lonely", "tired"], "door": "ask"}


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component; for operators, and for anyone while developing. Otherwise it is not there."""
    if not (settings.DEBUG or (request.user.is_authenticated and request.user.is_staff)):
        raise Http404
    unfinished = EveryQuestion(
        {"unfinished-about": "Taking it slowly.", "unfinished-craving": "4"}, prefix="unfinished"
    )
    return render(
        request,
        "styleguide/index.html",
        {
            "form": EveryQuestion(initial=FILLED),
            "unfinished": unfinished,
            "hues": range(8),
            "icons": (settings.BASE_DIR / "static" / "icons" / "icons.txt").read_text().split(),
            "tones": TONES,
        },
    )
