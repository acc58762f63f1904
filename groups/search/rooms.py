"""Where somebody may look: the rooms that are theirs at this moment, and whom they do not hear there."""

from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.urls import reverse

from community.members.models import Member


@dataclass(frozen=True)
class Room:
    """A group of one's own."""

    pk: int
    slug: str
    name: str

    @cached_property
    def discussions(self) -> str:
        """The address of its discussions, below which each has its own."""
        return reverse("groups:discussions", args=[self.slug])


@dataclass(frozen=True)
class Rooms:
    """The groups whose discussions the member could open now, by name.

    ``unheard`` are the memberships in them of people the member has blocked.
    """

    rooms: tuple[Room, ...]
    unheard: list[int]

    @property
    def ids(self) -> list[int]:
        return [room.pk for room in self.rooms]

    def named(self, slug: str) -> Room | None:
        return next((room for room in self.rooms if room.slug == slug), None)


# Not where one was asked to step away, nor before one has read what the group agrees on now: as their pages hold it.
_ROOMS = """
SELECT g.id, g.slug, g.name, ARRAY(
    SELECT other.id FROM community_block b
    JOIN groups_membership other ON other.member_id = b.blocked_id AND other.group_id = g.id
    WHERE b.blocker_id = %(member)s
)
FROM groups_membership m JOIN groups_group g ON g.id = m.group_id
WHERE m.member_id = %(member)s AND m.ended_at IS NULL AND g.archived_at IS NULL
  AND (m.away_until IS NULL OR m.away_until <= now())
  AND (g.agreement = '' OR m.agreed_version >= g.agreement_version)
ORDER BY g.name, g.id
"""


def rooms_of(member: Member) -> Rooms:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ROOMS, {"member": member.pk})
        rows = cursor.fetchall()
    return Rooms(tuple(Room(*row[:3]) for row in rows), [pk for row in rows for pk in row[3]])
