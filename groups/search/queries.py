"""Finding words again in all discussions a member may read, and nothing else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone
from django.utils.safestring import SafeString

from community.kit.keyset import Place
from groups.forum.models import POSTS_A_PAGE, Note
from groups.search.asking import Asked, Order, When
from groups.search.pieces import marked, stems_in
from groups.search.rooms import Room, Rooms

PAGE = 20
#: So many of the newest that have the words are weighed against each other; then the next so many.
WINDOW = 200
#: Words that many say are found among so many newest cards, without asking the index for all that it knows.
NEWEST = 800
#: Fewer than these among the newest: the words are rare enough for the index.
FEW = 20

_MINE = """
    c.group_id = ANY(%(groups)s) AND (c.at, c.id) < (%(at)s::timestamptz, %(id)s) AND c.at >= %(since)s::timestamptz
"""
_HEARD = "c.author_id <> ALL(%(unheard)s) AND c.starter_id <> ALL(%(unheard)s)"
_SOUGHT = "(to_tsquery('cairn', %(sought)s) && %(filters)s::tsquery)"

_AMONG_THE_NEWEST = f"""
SELECT c.id, c.at, c.thread_id, c.number, ts_rank(c.words, {_SOUGHT}) FROM (
    SELECT c.* FROM (SELECT * FROM groups_card c WHERE {_MINE} ORDER BY c.at DESC, c.id DESC LIMIT {NEWEST}) AS c
    WHERE c.words @@ {_SOUGHT} AND {_HEARD} ORDER BY c.at DESC, c.id DESC LIMIT {WINDOW + 1}
) AS c
"""  # noqa: S608

# Said of the statement, not left to the planner: it cannot know how many words begin with what somebody typed. The
# index knows the groups too, so that it gives nothing of others'; the rows are asked all the same.
_BY_THE_INDEX = f"""
SELECT c.id, c.at, c.thread_id, c.number, ts_rank(c.words, {_SOUGHT}) FROM (
    SELECT c.* FROM (SELECT * FROM groups_card c WHERE c.words @@ ({_SOUGHT} && %(rooms)s::tsquery) OFFSET 0) AS c
    WHERE {_MINE} AND {_HEARD} ORDER BY c.at DESC, c.id DESC LIMIT {WINDOW + 1}
) AS c
"""  # noqa: S608

# The words themselves are asked whether they are there to be read: a card alone is not believed.
_SHOWN = f"""
SELECT shown.n, {_SOUGHT}::text, t.group_id, t.id, COALESCE(p.number, 0), t.title, COALESCE(p.body, t.body),
       t.notes || COALESCE(p.notes, '{{}}'), t.tags, COALESCE(p.created_at, t.created_at), m.name, m.hue
FROM unnest(%(threads)s::bigint[], %(numbers)s::int[]) WITH ORDINALITY AS shown (thread, number, n)
JOIN groups_thread t ON t.id = shown.thread AND t.hidden_at IS NULL
LEFT JOIN groups_post p ON p.thread_id = shown.thread AND p.number = shown.number AND p.hidden_at IS NULL
JOIN groups_membership m ON m.id = COALESCE(p.author_id, t.author_id)
WHERE shown.number = 0 OR p.id IS NOT NULL
ORDER BY shown.n
"""  # noqa: S608


class Hit(NamedTuple):
    """A card that has the words."""

    pk: int
    at: datetime
    thread: int
    number: int
    weight: float


@dataclass(frozen=True)
class Found:
    """A thread's first words, or a reply (``number`` above 0), with the part of it to show.

    ``notes`` say what it contains: then it stays folded.
    """

    room: Room
    thread: int
    number: int
    title: SafeString
    words: SafeString
    notes: list[str]
    tags: list[str]
    at: datetime
    name: str
    hue: int

    @property
    def address(self) -> str:
        """The page of its thread on which it stands, at its place."""
        first = (self.number - 1) // POSTS_A_PAGE * POSTS_A_PAGE
        page = f"?after={first}" if first > 0 else ""
        return f"{self.room.discussions}{self.thread}/{page}#p{self.number}"


@dataclass(frozen=True)
class Results:
    """A page of them. ``skip`` begins the next page of the same window, ``older`` the next window, if there is one."""

    found: list[Found]
    skip: int | None = None
    older: Place | None = None


def search(
    asked: Asked, rooms: Rooms, *, authors: list[int] | None = None, below: Place | None = None, skip: int = 0
) -> Results:
    """What has all the words, as ``asked`` orders it: never counted, never more than the newest two hundred weighed.

    ``authors`` are the memberships that may have written it; None: any. At most three queries.
    """
    room = rooms.named(asked.group)
    groups = [room.pk] if room else rooms.ids
    if not groups or not asked.is_something or authors == []:
        return Results([])
    values = _values(asked, groups, rooms.unheard, authors, below)
    with connection.cursor() as cursor:
        cursor.execute(_AMONG_THE_NEWEST, values)
        hits = [Hit(*row) for row in cursor.fetchall()]
        is_all = False
        if len(hits) < FEW:
            cursor.execute(_BY_THE_INDEX, values)
            hits, is_all = [Hit(*row) for row in cursor.fetchall()], True
        hits.sort(key=lambda hit: (hit.at, hit.pk), reverse=True)
        more = len(hits) > WINDOW or not is_all
        hits = hits[:WINDOW]
        older = Place(hits[-1].at, hits[-1].pk) if more and hits else None
        if asked.order != Order.NEWEST:
            hits.sort(key=lambda hit: hit.weight, reverse=True)
        page = hits[skip : skip + PAGE]
        if not page:
            return Results([], None, older)
        values |= {"threads": [hit.thread for hit in page], "numbers": [hit.number for hit in page]}
        cursor.execute(_SHOWN, values)
        by_pk = {room.pk: room for room in rooms.rooms}
        found = [_read(row, by_pk) for row in cursor.fetchall()]
    following = skip + PAGE
    return Results(found, following if following < len(hits) else None, older)


def _values(
    asked: Asked, groups: list[int], unheard: list[int], authors: list[int] | None, below: Place | None
) -> dict[str, Any]:
    filters = [f"':tag:{asked.tag}'"] if asked.tag else []
    if authors is not None:
        filters.append(_one_of("by", authors))
    since = timezone.now() - When(asked.when).span if asked.when in When.values else "-infinity"
    return {
        "groups": groups,
        "rooms": _one_of("group", groups),
        "unheard": unheard,
        "sought": asked.sought,
        "filters": " & ".join(filters),
        "at": below.at if below else "infinity",
        "id": below.pk if below else 0,
        "since": since,
    }


def _one_of(key: str, ids: list[int]) -> str:
    return "(" + " | ".join(f"':{key}:{pk}'" for pk in ids) + ")"


def _read(row: tuple[Any, ...], by_pk: dict[int, Room]) -> Found:
    _, query, group, thread, number, title, body, notes, tags, at, name, hue = row
    stems = stems_in(query)
    return Found(
        room=by_pk[group],
        thread=thread,
        number=number,
        title=marked(title, stems),
        words=marked(body, stems),
        notes=[str(Note(one).label) for one in dict.fromkeys(notes) if one in Note.values],
        tags=tags,
        at=at,
        name=name,
        hue=hue,
    )
