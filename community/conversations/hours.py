"""The hours of a conversation, as pages show them; the storing statement alone decides."""

from datetime import datetime, timedelta
from typing import NamedTuple

from community.conversations.models import Conversation
from community.kit.clock import zone
from community.kit.clock_hours import moments, within

#: No day of any clock is longer.
LONGEST_DAY = timedelta(hours=49)


class Hours(NamedTuple):
    """Whether people may speak at a moment, and when that changes; None: it does not."""

    open: bool
    changes_at: datetime | None

    @property
    def opens_at(self) -> datetime | None:
        """When it opens again, where it rests."""
        return None if self.open else self.changes_at

    @property
    def rests_at(self) -> datetime | None:
        """When it comes to rest, where it is open."""
        return self.changes_at if self.open else None


def hours_of(conversation: Conversation, at: datetime) -> Hours:
    """Return how it stands with the conversation's hours at that moment."""
    starts, ends = conversation.opens_at, conversation.rests_at
    if starts is None or ends is None:
        return Hours(True, None)
    here = zone(conversation.zone)

    def is_open(moment: datetime) -> bool:
        return within(moment.astimezone(here).time(), starts, ends)

    now = is_open(at)
    coming = moments((starts, ends), conversation.zone, after=at, until=at + LONGEST_DAY)
    return Hours(now, next((moment for moment in coming if is_open(moment) != now), None))
