"""Where somebody looks from: as exact as a town, kept for an hour, in their session alone."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

#: Where the session keeps it.
_KEY = "near"
_SECONDS = 60 * 60
#: Countries that measure in miles (ISO 3166-1).
_MILES = {"US", "GB", "LR", "MM"}
METRES_IN_A_MILE = 1609.344


@dataclass(frozen=True)
class Near:
    """A point to measure from; ``name`` is of the place that was typed, empty where the browser told it."""

    latitude: float
    longitude: float
    name: str = ""


def remember(session: Any, latitude: float, longitude: float) -> None:
    """Keep where the member is, rounded to a hundredth of a degree: about a kilometre."""
    session[_KEY] = [round(latitude, 2), round(longitude, 2), int(timezone.now().timestamp())]


def remembered(session: Any) -> Near | None:
    """Where the member said they are within the last hour."""
    try:
        latitude, longitude, at = session[_KEY]
    except (KeyError, ValueError, TypeError):
        return None
    if timezone.now().timestamp() - at > _SECONDS:
        return None
    return Near(latitude, longitude)


def forget(session: Any) -> None:
    session.pop(_KEY, None)


def counts_in_miles() -> bool:
    """Whether distances are told in miles here."""
    return settings.COUNTRY in _MILES


def metres(distance: float) -> float:
    """Metres of a distance in the unit that is told here: miles or kilometres."""
    return distance * (METRES_IN_A_MILE if counts_in_miles() else 1000)


def told(distance: float) -> float:
    """A distance in metres in that unit."""
    return distance / (METRES_IN_A_MILE if counts_in_miles() else 1000)
