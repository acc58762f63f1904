"""The one small registry: each room names the kinds of notice it sends."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise

if TYPE_CHECKING:
    from community.notifications.models import Notification


@dataclass(frozen=True)
class Kind:
    """A kind of notice.

    ``label`` is for the settings page and for mail of members who are not discreet; ``email`` whether it
    goes out by default; ``urgent`` passes quiet hours (a request for support); ``icon`` stands beside it
    in the list. ``still_holds``, where given, is asked when it is delivered: False drops the mail, as
    does a notice that has been read meanwhile.
    """

    key: str
    label: str | Promise
    email: bool = False
    urgent: bool = False
    icon: str = "bell"
    still_holds: Callable[["Notification"], bool] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind; its key is unique. Called when a room's ``notifications.py`` is imported."""
    if kind.key in _kinds and _kinds[kind.key] != kind:
        raise ValueError(f"notification kind {kind.key} is registered twice")
    _kinds[kind.key] = kind
    return kind


def kind(key: str) -> Kind:
    """The kind of that key; KeyError where no room has registered it."""
    if key not in _kinds:
        _open_all_rooms()
    return _kinds[key]


def kinds() -> list[Kind]:
    """All of them, by key."""
    _open_all_rooms()
    return sorted(_kinds.values(), key=lambda one: one.key)


@lru_cache(maxsize=1)
def _open_all_rooms() -> None:
    """Import the ``notifications.py`` of every room: a worker may not have met them all yet."""
    for app in apps.get_app_configs():
        if not app.path.startswith(str(settings.BASE_DIR)) or ".venv" in app.path:
            continue
        for room in iter_modules([app.path]):
            name = f"{app.name}.{room.name}.notifications"
            if room.ispkg and find_spec(name):
                import_module(name)
