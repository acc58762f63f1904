"""By which rules a group's chat goes, as one value: what a page shows, what its form changes, what the log keeps."""

import hashlib
from dataclasses import dataclass
from datetime import time
from typing import Any, NamedTuple

from community.conversations.models import Conversation
from community.members.models import Profile
from groups.chat.models import Shift
from groups.roster.models import Group

#: What one may choose from, in seconds; 0: as often as one likes.
PACES = (0, 10, 30, 60, 300)
MOST_SHIFTS = 30


class Duty(NamedTuple):
    """Hours of the rota: on these days (``date.weekday()``), by this membership; None: by the facility's staff."""

    membership: int | None
    days: tuple[int, ...]
    starts: time
    ends: time


@dataclass(frozen=True)
class Rules:
    """The pace, the hours and their zone, for whom the chat is, and who listens when."""

    slow_seconds: int = 0
    opens_at: time | None = None
    rests_at: time | None = None
    zone: str = "UTC"
    stages: tuple[str, ...] = ()
    rota: tuple[Duty, ...] = ()

    @property
    def mark(self) -> str:
        """Another for other rules: who has read these does not write over somebody else's."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]

    def told(self) -> dict[str, Any]:
        """The same in plain values, for the log."""
        hours = f"{self.opens_at:%H:%M}-{self.rests_at:%H:%M}" if self.opens_at and self.rests_at else ""
        return {
            "slow_seconds": self.slow_seconds,
            "hours": hours,
            "zone": self.zone,
            "stages": list(self.stages),
            "rota": [[duty.membership, duty.days, f"{duty.starts:%H:%M}-{duty.ends:%H:%M}"] for duty in self.rota],
        }


def rules_of(group: Group, conversation: Conversation) -> Rules:
    """The rules as they stand. One query."""
    return Rules(
        slow_seconds=conversation.slow_seconds,
        opens_at=conversation.opens_at,
        rests_at=conversation.rests_at,
        zone=conversation.zone,
        stages=in_order(group.chat_stages),
        rota=tuple(
            Duty(shift.membership_id, tuple(shift.days), shift.starts, shift.ends)
            for shift in Shift.objects.filter(group=group).order_by("pk")
        ),
    )


def in_order(stages: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Stages in the order of the road, each once."""
    return tuple(stage for stage in Profile.Road.values if stage in stages)
