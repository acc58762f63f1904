"""Who is told that someone new waits for an answer, and how long after their first words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings


@dataclass(frozen=True)
class Rung:
    """``who``: greeters, keepers or staff."""

    who: str
    after: timedelta


def ladder() -> tuple[Rung, ...]:
    """Greeters on duty at once, then the group's mentors and leaders, then staff."""
    return (
        Rung("greeters", timedelta(0)),
        Rung("mentors", settings.FIRST_HELLO_MENTORS_AFTER),
        Rung("staff", settings.FIRST_HELLO_STAFF_AFTER),
    )


def due(said_at: datetime, rung: int) -> datetime | None:
    """When that rung is due for words said then; None above the last."""
    rungs = ladder()
    return said_at + rungs[rung].after if rung < len(rungs) else None
