"""Names and words with a slip of the finger: what was meant, among what the member may see."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import QuerySet

from community.kit.prepared import PreparedRows
from community.members.models import Member
from groups.roster.models import Group
from groups.search.rooms import Room, Rooms

MOST_PEOPLE, MOST_GROUPS = 6, 4
#: From how alike a name or a word was meant (difflib's ratio, 0 to 1).
MEANT = 0.7
#: From how alike a part of a group's name was meant (pg_trgm's word similarity, 0 to 1).
ALIKE = 0.4
#: Among so many of the newest words it is looked for what was meant.
LATELY = 400

_LIKE_A_NAME = """
SELECT m.id, m.name, m.hue, m.group_id, m.ended_at IS NULL FROM groups_membership m
WHERE m.group_id = ANY(%(groups)s) AND m.id <> ALL(%(unheard)s)
  AND (m.name ILIKE %(begins)s OR similarity(m.name, %(name)s) >= 0.15)
ORDER BY similarity(m.name, %(name)s) DESC, m.name, m.id LIMIT 50
"""
# Words of titles, whenever they were written, and of what was written lately: both only where the member reads.
_LIKE_A_WORD = """
SET pg_trgm.word_similarity_threshold = 0.4;
WITH said AS (
    SELECT t.title AS words FROM groups_thread t
    WHERE t.group_id = ANY(%(groups)s) AND t.author_id <> ALL(%(unheard)s) AND t.hidden_at IS NULL
      AND ({in_title})
    UNION ALL
    (SELECT COALESCE(p.body, t.title || ' ' || t.body) FROM groups_card c
     JOIN groups_thread t ON t.id = c.thread_id
     LEFT JOIN groups_post p ON p.thread_id = c.thread_id AND p.number = c.number
     WHERE c.group_id = ANY(%(groups)s) AND c.author_id <> ALL(%(unheard)s) AND c.starter_id <> ALL(%(unheard)s)
     ORDER BY c.at DESC, c.id DESC LIMIT %(lately)s)
),
known AS (
    SELECT word, count(*) AS n FROM said, regexp_split_to_table(lower(said.words), '[^[:alnum:]]+') AS word
    WHERE length(word) > 2 GROUP BY word
)
SELECT asked.word, near.word FROM unnest(%(asked)s) AS asked (word) CROSS JOIN LATERAL (
    SELECT known.word FROM known
    WHERE abs(length(known.word) - length(asked.word)) <= 2 AND similarity(known.word, asked.word) >= 0.2
    ORDER BY similarity(known.word, asked.word) DESC, known.n DESC, known.word LIMIT 8
) AS near
"""


class Person(NamedTuple):
    """Somebody in one of one's groups, under the name they bear there."""

    pk: int
    name: str
    hue: int
    room: Room


def people_like(name: str, rooms: Rooms) -> list[Person]:
    """Who is called something like that, in the member's own groups. One query."""
    by_pk = {room.pk: room for room in rooms.rooms}
    like = _like(name, rooms, rooms.ids)
    return [Person(pk, called, hue, by_pk[group]) for pk, called, hue, group, here in like if here][:MOST_PEOPLE]


def authors_like(name: str, rooms: Rooms, slug: str = "") -> list[int]:
    """Memberships called something like that, present or past: what they said is still there. One query."""
    room = rooms.named(slug)
    return [row[0] for row in _like(name, rooms, [room.pk] if room else rooms.ids)]


def groups_like(name: str, member: Member) -> list[Group]:
    """Groups the member may find that are called something like that. One query."""
    return _groups_like(name, member.pk)


def _groups_called(name: str, member_id: int) -> QuerySet[Group]:
    groups = Group.objects.visible_to(Member(pk=member_id)).annotate(alike=TrigramWordSimilarity(name, "name"))
    return groups.filter(alike__gte=ALIKE).only("slug", "name").order_by("-alike", "name")[:MOST_GROUPS]


_groups_like = PreparedRows(_groups_called, str, int)


def meant(words: Iterable[str], rooms: Rooms) -> dict[str, str]:
    """For each word that nobody wrote where the member reads, the one that was likely meant. One query."""
    asked = [word.lower() for word in words]
    values: dict[str, Any] = {f"word{n}": word for n, word in enumerate(asked)}
    values |= {"asked": asked, "groups": rooms.ids, "unheard": rooms.unheard, "lately": LATELY}
    near: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        in_title = " OR ".join(f"%(word{n})s <%% t.title" for n in range(len(asked)))
        cursor.execute(_LIKE_A_WORD.replace("{in_title}", in_title), values)
        for word, known in cursor.fetchall():
            near.setdefault(word, []).append(known)
    best = {word: max(known, key=lambda one: _alike(word, one)) for word, known in near.items()}
    return {word: one for word, one in best.items() if one != word and _alike(word, one) >= MEANT}


def _like(name: str, rooms: Rooms, groups: list[int]) -> list[tuple[int, str, int, int, bool]]:
    begins = name.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
    with connection.cursor() as cursor:
        cursor.execute(_LIKE_A_NAME, {"name": name, "begins": begins, "groups": groups, "unheard": rooms.unheard})
        found = cursor.fetchall()
    small = name.lower()
    return [row for row in found if row[1].lower().startswith(small) or _alike(small, row[1].lower()) >= MEANT]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
