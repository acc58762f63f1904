"""When one can say that one was there. Pure."""

from datetime import datetime, timedelta

from groups.meetings.models import Occurrence
from groups.meetings.policies import is_on

#: So long after its end one can still say so.
AFTERWARDS = timedelta(days=7)


def may_check_in(occurrence: Occurrence, now: datetime) -> bool:
    """From its beginning until a week after its end, where it happened."""
    happened = occurrence.cancelled_at is None and (is_on(occurrence) or occurrence.ends_at <= now)
    return happened and occurrence.starts_at <= now <= occurrence.ends_at + AFTERWARDS
