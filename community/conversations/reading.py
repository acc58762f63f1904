"""What the live engine asks the database: plain statements on a connection of its own, many questions in one."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from community.conversations.live import message_frame, removed_frame
from community.conversations.rooms import Place, Said
from community.conversations.storing import Cursor
from community.kit.live_frames import encode
from community.members.models import Member


class Entitled(NamedTuple):
    """As whom a member may hear a conversation, where it is, and whom they must not hear."""

    place: Place
    last_seq: int
    blocked: frozenset[int]


_ENTITLED = """
SELECT asked.n, p.id, p.name, p.hue, c.last_seq,
       ARRAY(SELECT b.blocked_id FROM community_block b WHERE b.blocker_id = asked.member)
FROM unnest(%s::int[], %s::bigint[], %s::bigint[]) AS asked (n, conversation, member)
JOIN community_participant p
    ON p.conversation_id = asked.conversation AND p.member_id = asked.member AND p.ended_at IS NULL
JOIN community_conversation c ON c.id = asked.conversation AND c.closed_at IS NULL
JOIN community_member m ON m.id = asked.member AND m.ended_at IS NULL
"""

_MESSAGES = """
SELECT m.seq, p.member_id, m.hidden_at IS NOT NULL, m.id, m.client_id, m.author_id, p.name, p.hue, m.sent_at,
       m.body, m.html, m.reply_to_id
FROM community_message m JOIN community_participant p ON p.id = m.author_id
WHERE m.conversation_id = %s AND m.seq > %s AND m.seq <= %s ORDER BY m.seq DESC LIMIT %s
"""

_HEADS = "SELECT id, last_seq FROM community_conversation WHERE id = ANY(%s)"

_SESSIONS = "SELECT session_key FROM django_session WHERE session_key = ANY(%s) AND expire_date > now()"

_PASSWORDS = "SELECT id, password FROM community_member WHERE id = ANY(%s) AND ended_at IS NULL"


def entitled(cursor: Cursor, asked: Sequence[tuple[int, int]]) -> list[Entitled | None]:
    """Answer for each (conversation id, member id) whether and as whom they may hear it now."""
    columns = [list(range(len(asked))), [pair[0] for pair in asked], [pair[1] for pair in asked]]
    cursor.execute(_ENTITLED, columns)
    answer: list[Entitled | None] = [None] * len(asked)
    for n, participant, name, hue, last_seq, blocked in cursor.fetchall():
        answer[n] = Entitled(Place(participant, name, hue), last_seq, frozenset(blocked))
    return answer


def messages(cursor: Cursor, conversation_id: int, after: int, until: int, limit: int) -> list[Said]:
    """Return the newest ``limit`` messages with ``after < seq <= until``, oldest first; a hidden one is a gap mark."""
    cursor.execute(_MESSAGES, (conversation_id, after, until, limit))
    return [_said(conversation_id, *row) for row in reversed(cursor.fetchall())]


def heads(cursor: Cursor, conversation_ids: Iterable[int]) -> dict[int, int]:
    """Return the newest ``seq`` of each conversation."""
    cursor.execute(_HEADS, (list(conversation_ids),))
    return dict(cursor.fetchall())


def still_in(cursor: Cursor, sessions: Sequence[tuple[str, int, str]]) -> list[bool]:
    """Tell for each (session key, member id, the session's mark of the password) whether it still lets them in.

    It does not when the session has ended, the account has, or the password is another than it was opened with.
    """
    cursor.execute(_SESSIONS, ([key for key, _, _ in sessions],))
    held = {key for (key,) in cursor.fetchall()}
    cursor.execute(_PASSWORDS, (list({member for _, member, _ in sessions}),))
    marks = {number: Member(password=password).get_session_auth_hash() for number, password in cursor.fetchall()}
    return [key in held and marks.get(member) == mark for key, member, mark in sessions]


def _said(
    conversation: int,
    seq: int,
    member_id: int,
    hidden: bool,
    message: int,
    client_id: UUID | str,
    author: int,
    name: str,
    hue: int,
    sent_at: Any,
    body: str,
    html: str,
    reply_to: int | None,
) -> Said:
    if hidden:
        return Said(seq, 0, encode(removed_frame(conversation, seq, message)))
    frame = message_frame(
        conversation=conversation,
        seq=seq,
        message=message,
        client_id=client_id,
        author=author,
        name=name,
        hue=hue,
        sent_at=sent_at,
        body=body,
        html=html,
        reply_to=reply_to,
    )
    return Said(seq, member_id, encode(frame))
