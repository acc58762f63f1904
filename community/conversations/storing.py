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
    #: Participants named in it.
    mentions: tuple[int, ...] = ()
    #: What pages need of its picture, as JSON; empty: it has none.
    picture: str = ""


class Stored(NamedTuple):
    """Words that are safe. ``again``: they had been stored before, this was a retry."""

    id: int
    seq: int
    author_id: int
    name: str
    hue: int
    sent_at: datetime
    reply_to_id: int | None
    #: The number of the message it answers.
    reply_seq: int | None
    again: bool


class Cursor(Protocol):
    """The little of a database cursor that is needed here."""

    def execute(self, query: str, params: Sequence[Any], /) -> Any: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...


# Rows of conversations are locked in the order of their ids, so that two processes never wait for each other. The
# second statement then sees everything that was committed before the lock was had: a retry that the other process
# stored meanwhile, and the true last_seq. So there is no number that nobody bears.
LOCK = "SELECT FROM community_conversation WHERE id = ANY({conversations}) ORDER BY id FOR NO KEY UPDATE"

# Who may speak, and if not now, why not. The order is that of the reasons a person is told. Whoever looks after the
# conversation (ScopeModerator) is held by neither hours nor slow mode; in a text meeting everybody but the host and the
# one whose turn it is listens.
KEEPS = """EXISTS (
    SELECT FROM community_scopemoderator k
    WHERE k.scope = c.scope AND k.member_id = p.member_id AND k.ended_at IS NULL
)"""
# Quieted without an end: the talk rests. ``models.AT_REST`` is the same moment.
AT_REST = "9999-01-01 00:00:00+00"
WHY_NOT = f"""
CASE
    WHEN m.ended_at IS NOT NULL OR p.ended_at IS NOT NULL THEN 'not_yours'
    WHEN c.closed_at IS NOT NULL THEN 'closed'
    WHEN p.quieted_until >= timestamptz '{AT_REST}' THEN 'at_rest'
    WHEN p.quieted_until > clock.at THEN 'quieted'
    WHEN f.id IS NOT NULL AND f.host_id <> p.id AND (f.speaker_id IS DISTINCT FROM p.id OR f.speaking_until <= clock.at)
        THEN 'floor'
    WHEN c.opens_at IS NULL AND c.slow_seconds = 0 THEN NULL
    WHEN {KEEPS} THEN NULL
    WHEN c.opens_at IS NOT NULL AND NOT (
        CASE WHEN c.opens_at < c.rests_at
        THEN (clock.at AT TIME ZONE c.zone)::time >= c.opens_at AND (clock.at AT TIME ZONE c.zone)::time < c.rests_at
        ELSE (clock.at AT TIME ZONE c.zone)::time >= c.opens_at OR (clock.at AT TIME ZONE c.zone)::time < c.rests_at
        END
    ) THEN 'resting'
    WHEN c.slow_seconds > 0 AND EXISTS (
        SELECT FROM community_message e
        WHERE e.conversation_id = c.id AND e.seq > c.last_seq - 500 AND e.author_id = p.id
          AND e.sent_at > clock.at - c.slow_seconds * interval '1 second'
    ) THEN 'slow'
END
"""

STORE = f"""
WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS at),
draft AS MATERIALIZED (
    SELECT d.n, d.conversation, d.client_id, d.body, d.html, d.reply_to, d.mentions, d.picture,
           p.id AS author, p.name, p.hue, c.slow_seconds > 0 AND NOT {KEEPS} AS slow, {WHY_NOT} IS NULL AS may_post
    FROM unnest({{ns}}::int[], {{conversations}}::bigint[], {{members}}::bigint[], {{client_ids}}::uuid[],
                {{bodies}}::text[], {{htmls}}::text[], {{replies}}::bigint[], {{mentions}}::text[],
                {{pictures}}::text[])
         AS d (n, conversation, member, client_id, body, html, reply_to, mentions, picture)
    CROSS JOIN clock
    JOIN community_conversation c ON c.id = d.conversation
    JOIN community_participant p ON p.conversation_id = d.conversation AND p.member_id = d.member
    JOIN community_member m ON m.id = d.member
    LEFT JOIN community_floor f ON f.conversation_id = c.id AND f.ended_at IS NULL
),
known AS MATERIALIZED (
    SELECT d.n, e.id, e.seq, e.sent_at, e.reply_to_id
    FROM draft d JOIN community_message e ON e.author_id = d.author AND e.client_id = d.client_id
),
once AS MATERIALIZED (
    SELECT DISTINCT ON (author, client_id) * FROM draft
    WHERE may_post AND NOT EXISTS (SELECT FROM known WHERE known.n = draft.n)
    ORDER BY author, client_id, n
),
fresh AS MATERIALIZED (
    SELECT n, conversation, client_id, author, body, html, reply_to, mentions, picture,
           row_number() OVER (PARTITION BY conversation ORDER BY n) AS step
    FROM once
    WHERE NOT slow OR NOT EXISTS (SELECT FROM once AS before WHERE before.author = once.author AND before.n < once.n)
),
raised AS (
    UPDATE community_conversation c SET last_seq = c.last_seq + more.number, last_message_at = clock.at
    FROM (SELECT conversation, count(*) AS number FROM fresh GROUP BY conversation) AS more, clock
    WHERE c.id = more.conversation
    RETURNING c.id, c.last_seq - more.number AS before
),
said AS (
    INSERT INTO community_message (
        conversation_id, seq, author_id, client_id, reply_to_id, body, html, sent_at, revision, reactions, picture
    )
    SELECT f.conversation, raised.before + f.step, f.author, f.client_id, r.id, f.body, f.html, clock.at,
           0, '{{{{}}}}', nullif(f.picture, '')::jsonb
    FROM fresh f JOIN raised ON raised.id = f.conversation CROSS JOIN clock
    LEFT JOIN community_message r
        ON r.id = f.reply_to AND r.conversation_id = f.conversation AND r.hidden_at IS NULL
    RETURNING id, seq, author_id, client_id, sent_at, reply_to_id
),
named AS (
    INSERT INTO community_mention (created_at, message_id, participant_id)
    SELECT clock.at, s.id, named.id
    FROM fresh f JOIN said s ON s.author_id = f.author AND s.client_id = f.client_id CROSS JOIN clock
    CROSS JOIN LATERAL unnest(string_to_array(f.mentions, ',')::bigint[]) AS named (id)
    WHERE f.mentions <> ''
)
SELECT d.n, s.id, s.seq, d.author, d.name, d.hue, s.sent_at, s.reply_to_id,
       (SELECT r.seq FROM community_message r WHERE r.id = s.reply_to_id),
       NOT EXISTS (SELECT FROM fresh WHERE fresh.n = d.n) AS again
FROM draft d JOIN said s ON s.author_id = d.author AND s.client_id = d.client_id
UNION ALL
SELECT d.n, k.id, k.seq, d.author, d.name, d.hue, k.sent_at, k.reply_to_id,
       (SELECT r.seq FROM community_message r WHERE r.id = k.reply_to_id), true
FROM draft d JOIN known k USING (n)
"""  # noqa: S608

_NAMES = ("ns", "conversations", "members", "client_ids", "bodies", "htmls", "replies", "mentions", "pictures")
_PLACES = dict.fromkeys(_NAMES, "%s")
_STATEMENTS = f"{LOCK.format(conversations='%s')};\n{STORE.format(**_PLACES)}"


# The same on a connection that stays: planned once.
_TYPES = ("int[]", "bigint[]", "bigint[]", "uuid[]", "text[]", "text[]", "bigint[]", "text[]", "text[]")
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
        [",".join(map(str, draft.mentions)) for draft in drafts],
        [draft.picture for draft in drafts],
    )


def answers(rows: Sequence[tuple[Any, ...]], number: int) -> list[Stored | None]:
    """Return the statement's rows as one answer a draft."""
    answer: list[Stored | None] = [None] * number
    for n, *rest in rows:
        answer[n] = Stored(*rest)
    return answer
