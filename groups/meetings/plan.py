"""What somebody plans: everything a form or the demo week says of a meeting."""

from dataclasses import dataclass
from datetime import date, time

from groups.meetings.models import Meeting
from groups.meetings.repeating import ONCE, Repeats


@dataclass(frozen=True)
class Plan:
    """A meeting as it is said. ``starts_on`` and ``starts_at`` are what the wall shows in ``zone``."""

    title: str
    starts_on: date
    starts_at: time
    zone: str
    minutes: int = 60
    repeats: Repeats = ONCE
    kind: str = Meeting.Kind.MEETING
    open_to: str = Meeting.OpenTo.GROUP
    about: str = ""
    place: str = ""
    address: str = ""
    online_url: str = ""
    online_phone: str = ""
    places: int | None = None
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
