"""The one small registry: each room names the kinds of notice it sends."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """A kind of notice. ``label`` is for the settings page; ``email`` whether it goes out by default;
    ``urgent`` passes quiet hours (a request for support)."""

    key: str
    label: str | Promise
    email: bool = False
    urgent: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind; its key is unique. Called when a room's ``notifications.py`` is imported."""
    if kind.key in _kinds and _kinds[kind.key] != kind:
        raise ValueError(f"notification kind {kind.key} is registered twice")
    _kinds[kind.key] = kind
    return kind


def kind(key: str) -> Kind:
    return _kinds[key]


def kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda one: one.key)
