"""What people say, stored: many messages in one statement, which alone decides who may and in what order.

Used on a page's connection inside its transaction, and by the live engine on a connection of its own.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID


class Draft(NamedTuple):
    """Words on their way. ``client_id`` is made by the sender: the same one again is the same message."""

    conversation_id: int
    member_id: int
    client_id: UUID
    body: str
    html: str
    reply_to_id: int | None = None


class Stored(NamedTuple):
    """Words that are safe. ``again``: they had been stored before, this was a retry."""

    id: int
    seq: int
    author_id: int
    name: str
    hue: int
    sent_at: datetime
    reply_to_id: int | None
    again: bool


class Cursor(Protocol):
    """The little of a database cursor that is needed here."""

    def execute(self, query: str, params: Sequence[Any], /) -> Any: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...


# Rows of conversations are locked in the order of their ids, so that two processes never wait for each other. The
# second statement then sees everything that was committed before the lock was had: a retry that the other process
# stored meanwhile, and the true last_seq. So there is no number that nobody bears.
LOCK = "SELECT FROM community_conversation WHERE id = ANY({conversations}) ORDER BY id FOR NO KEY UPDATE"

STORE = """
WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS at),
draft AS MATERIALIZED (
    SELECT d.n, d.conversation, d.client_id, d.body, d.html, d.reply_to,
           p.id AS author, p.name, p.hue,
           c.closed_at IS NULL AND m.ended_at IS NULL AND p.ended_at IS NULL
               AND (p.quieted_until IS NULL OR p.quieted_until <= clock.at) AS may_post
    FROM unnest({ns}::int[], {conversations}::bigint[], {members}::bigint[], {client_ids}::uuid[],
                {bodies}::text[], {htmls}::text[], {replies}::bigint[])
         AS d (n, conversation, member, client_id, body, html, reply_to)
    CROSS JOIN clock
    JOIN community_conversation c ON c.id = d.conversation
    JOIN community_participant p ON p.conversation_id = d.conversation AND p.member_id = d.member
    JOIN community_member m ON m.id = d.member
),
known AS MATERIALIZED (
    SELECT d.n, e.id, e.seq, e.sent_at, e.reply_to_id
    FROM draft d JOIN community_message e ON e.author_id = d.author AND e.client_id = d.client_id
),
fresh AS MATERIALIZED (
    SELECT n, conversation, client_id, author, body, html, reply_to,
           row_number() OVER (PARTITION BY conversation ORDER BY n) AS step
    FROM (
        SELECT DISTINCT ON (author, client_id) * FROM draft
        WHERE may_post AND NOT EXISTS (SELECT FROM known WHERE known.n = draft.n)
        ORDER BY author, client_id, n
    ) AS first
),
raised AS (
    UPDATE community_conversation c SET last_seq = c.last_seq + more.number, last_message_at = clock.at
    FROM (SELECT conversation, count(*) AS number FROM fresh GROUP BY conversation) AS more, clock
    WHERE c.id = more.conversation
    RETURNING c.id, c.last_seq - more.number AS before
),
said AS (
    INSERT INTO community_message (conversation_id, seq, author_id, client_id, reply_to_id, body, html, sent_at)
    SELECT f.conversation, raised.before + f.step, f.author, f.client_id, r.id, f.body, f.html, clock.at
    FROM fresh f JOIN raised ON raised.id = f.conversation CROSS JOIN clock
    LEFT JOIN community_message r
        ON r.id = f.reply_to AND r.conversation_id = f.conversation AND r.hidden_at IS NULL
    RETURNING id, seq, author_id, client_id, sent_at, reply_to_id
)
SELECT d.n, s.id, s.seq, d.author, d.name, d.hue, s.sent_at, s.reply_to_id,
       NOT EXISTS (SELECT FROM fresh WHERE fresh.n = d.n) AS again
FROM draft d JOIN said s ON s.author_id = d.author AND s.client_id = d.client_id
UNION ALL
SELECT d.n, k.id, k.seq, d.author, d.name, d.hue, k.sent_at, k.reply_to_id, true
FROM draft d JOIN known k USING (n)
"""

_NAMES = ("ns", "conversations", "members", "client_ids", "bodies", "htmls", "replies")
_PLACES = dict.fromkeys(_NAMES, "%s")
_STATEMENTS = f"{LOCK.format(conversations='%s')};\n{STORE.format(**_PLACES)}"


# The same on a connection that stays: planned once.
_TYPES = ("int[]", "bigint[]", "bigint[]", "uuid[]", "text[]", "text[]", "bigint[]")
_NUMBERED = {name: f"${n}" for n, name in enumerate(_NAMES, 1)}
PREPARE = (
    f"PREPARE live_lock (bigint[]) AS {LOCK.format(conversations='$1')};\n"
    f"PREPARE live_store ({', '.join(_TYPES)}) AS {STORE.format(**_NUMBERED)};"
)
_PREPARED = f"EXECUTE live_lock (%s::bigint[]);\nEXECUTE live_store ({', '.join(f'%s::{kind}' for kind in _TYPES)})"


def store(cursor: Cursor, drafts: Sequence[Draft], *, prepared: bool = False) -> list[Stored | None]:
    """Store what may be said and return one answer a draft, in order; None: that person may not, or not now.

    Of one conversation's drafts the earlier one gets the lower ``seq``. All are stored or, on an error, none.
    ``prepared``: the connection has run ``PREPARE``.
    """
    columns = columns_of(drafts)
    cursor.execute(_PREPARED if prepared else _STATEMENTS, (columns[1], *columns))
    return answers(cursor.fetchall(), len(drafts))


def columns_of(drafts: Sequence[Draft]) -> tuple[list[Any], ...]:
    """Return the drafts as the statement takes them: a list a column."""
    return (
        list(range(len(drafts))),
        [draft.conversation_id for draft in drafts],
        [draft.member_id for draft in drafts],
        [str(draft.client_id) for draft in drafts],
        [draft.body for draft in drafts],
        [draft.html for draft in drafts],
        [draft.reply_to_id for draft in drafts],
    )


def answers(rows: Sequence[tuple[Any, ...]], number: int) -> list[Stored | None]:
    """Return the statement's rows as one answer a draft."""
    answer: list[Stored | None] = [None] * number
    for n, *rest in rows:
        answer[n] = Stored(*rest)
    return answer
