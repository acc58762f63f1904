"""What the frame around every page shows: the places, where one is, and what waits there."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    name: str | Promise
    url: str
    icon: str
    badge: int = 0
    current: bool = False


@dataclass(frozen=True)
class Shell:
    places: list[Place] = field(default_factory=list)
    unread: int = 0
    discreet: bool = True
    neutral_title: str | Promise = settings.NEUTRAL_TITLE
    quick_exit_url: str = settings.QUICK_EXIT_URL


PLACES = [
    (_("Today"), "/", "house"),
    (_("Groups"), "/groups/", "users"),
    (_("Mentoring"), "/mentoring/", "handshake"),
]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template context: ``shell``."""
    places = [
        Place(name, url, icon, current=request.path == url if url == "/" else request.path.startswith(url))
        for name, url, icon in PLACES
    ]
    return {"shell": Shell(places=places if request.user.is_authenticated else [])}
