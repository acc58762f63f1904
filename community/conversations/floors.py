"""How a text meeting stands: read in one statement, by pages and by the live engine, and told to each reader."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from community.conversations.storing import Cursor

#: After a share a sentence may be ended; the clock that people see does not count it.
GRACE = timedelta(seconds=10)
#: A host whose line was silent for so long has lost it.
SILENCE = timedelta(seconds=45)


class Person(NamedTuple):
    """Somebody in the meeting. ``id`` is the participant."""

    id: int
    member_id: int
    name: str
    hue: int

    def frame(self) -> dict[str, Any]:
        return {"author": self.id, "name": self.name, "hue": self.hue}


class FloorNow(NamedTuple):
    """A meeting as it stands at the moment ``now``. ``until`` is the end of the share with the moment of grace."""

    id: int
    conversation_id: int
    topic: str
    share_seconds: int
    host: Person
    speaker: Person | None
    since: datetime | None
    until: datetime | None
    host_seen_at: datetime
    queue: tuple[Person, ...]
    now: datetime

    @property
    def share_ends(self) -> datetime | None:
        """When the visible clock is at zero."""
        return self.until and self.until - GRACE

    @property
    def host_away(self) -> bool:
        """Whether the host's line has been silent for too long."""
        return self.now - self.host_seen_at > SILENCE

    def spared(self, blocked: frozenset[int]) -> "FloorNow":
        """Return it without those members in the queue; as host or speaker they lose their name."""
        if not blocked:
            return self
        return self._replace(
            host=_nameless(self.host, blocked),
            speaker=self.speaker and _nameless(self.speaker, blocked),
            queue=tuple(person for person in self.queue if person.member_id not in blocked),
        )

    def frame(self) -> dict[str, Any]:
        """Return what open pages get."""
        return {
            "type": "floor",
            "conversation": self.conversation_id,
            "open": True,
            "topic": self.topic,
            "host": self.host.frame(),
            "host_away": self.host_away,
            "speaker": self.speaker and self.speaker.frame(),
            "since": _told(self.since),
            "until": _told(self.share_ends),
            "share_seconds": self.share_seconds,
            "now": _told(self.now),
            "queue": [person.frame() for person in self.queue],
        }


def closed_frame(conversation_id: int) -> dict[str, Any]:
    """Return what open pages get where no meeting is on."""
    return {"type": "floor", "conversation": conversation_id, "open": False}


_PERSON = "json_build_array({0}.id, {0}.member_id, {0}.name, {0}.hue)"
_NOW = f"""
SELECT f.id, f.conversation_id, f.topic, f.share_seconds, {_PERSON.format("h")},
       CASE WHEN s.id IS NOT NULL THEN {_PERSON.format("s")} END,
       f.speaking_since, f.speaking_until, f.host_seen_at,
       (SELECT json_agg({_PERSON.format("p")} ORDER BY q.id)
        FROM community_hand q JOIN community_participant p ON p.id = q.participant_id
        WHERE q.floor_id = f.id AND q.called_at IS NULL AND q.lowered_at IS NULL AND p.ended_at IS NULL),
       clock_timestamp()
FROM community_floor f
JOIN community_participant h ON h.id = f.host_id
LEFT JOIN community_participant s ON s.id = f.speaker_id
WHERE f.conversation_id = ANY(%s) AND f.ended_at IS NULL
"""  # noqa: S608


def standing(cursor: Cursor, conversation_ids: Iterable[int]) -> dict[int, FloorNow]:
    """Return the meetings that are on in these conversations, by conversation."""
    cursor.execute(_NOW, (list(conversation_ids),))
    return {row[1]: _floor(*row) for row in cursor.fetchall()}


def floor_now(conversation_id: int) -> FloorNow | None:
    """Return the meeting that is on in the conversation, if one is. One query."""
    with connection.cursor() as cursor:
        return standing(cursor, [conversation_id]).get(conversation_id)


def _floor(
    floor: int,
    conversation: int,
    topic: str,
    share: int,
    host: list[Any],
    speaker: list[Any] | None,
    since: datetime | None,
    until: datetime | None,
    host_seen_at: datetime,
    queue: list[list[Any]] | None,
    now: datetime,
) -> FloorNow:
    return FloorNow(
        floor,
        conversation,
        topic,
        share,
        Person(*host),
        Person(*speaker) if speaker else None,
        since,
        until,
        host_seen_at,
        tuple(Person(*person) for person in queue or ()),
        now,
    )


def _nameless(person: Person, blocked: frozenset[int]) -> Person:
    return Person(person.id, 0, "", 0) if person.member_id in blocked else person


def _told(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="milliseconds") if at else None
