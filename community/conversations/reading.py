"""What the live engine asks the database: plain statements on a connection of its own, many questions in one."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from community.conversations.live import Changed, message_frame, removed_frame
from community.conversations.rooms import Place, Said
from community.conversations.storing import AT_REST, Cursor
from community.kit.live_frames import encode
from community.members.models import Member


class Entitled(NamedTuple):
    """As whom a member may hear a conversation, where it is, whom they must not hear, and who must not meet them."""

    place: Place
    last_seq: int
    last_revision: int
    blocked: frozenset[int]
    blocked_by: frozenset[int]


_ENTITLED = f"""
SELECT asked.n, p.id, p.name, p.hue, c.last_seq, c.last_revision, s.here_off_at IS NULL, s.writing_off_at IS NULL,
       s.seen_off_at IS NULL, coalesce(p.quieted_until >= timestamptz '{AT_REST}', false),
       ARRAY(SELECT b.blocked_id FROM community_block b WHERE b.blocker_id = asked.member),
       ARRAY(SELECT b.blocker_id FROM community_block b WHERE b.blocked_id = asked.member)
FROM unnest(%s::int[], %s::bigint[], %s::bigint[]) AS asked (n, conversation, member)
JOIN community_participant p
    ON p.conversation_id = asked.conversation AND p.member_id = asked.member AND p.ended_at IS NULL
JOIN community_conversation c ON c.id = asked.conversation AND c.closed_at IS NULL
JOIN community_member m ON m.id = asked.member AND m.ended_at IS NULL
LEFT JOIN community_signs s ON s.member_id = asked.member
"""  # noqa: S608

_MESSAGES = """
SELECT m.seq, p.member_id, m.hidden_at IS NOT NULL, m.id, m.client_id, m.author_id, p.name, p.hue, m.sent_at,
       m.body, m.html, m.reply_to_id, r.seq, m.picture, m.edited_at
FROM community_message m JOIN community_participant p ON p.id = m.author_id
LEFT JOIN community_message r ON r.id = m.reply_to_id
WHERE m.conversation_id = %s AND m.seq > %s AND m.seq <= %s ORDER BY m.seq DESC LIMIT %s
"""

_CHANGES = """
SELECT m.revision, m.reactions,
       (SELECT jsonb_object_agg(kind, members) FROM (
           SELECT o.kind, jsonb_agg(q.member_id) AS members FROM community_reaction o
           JOIN community_participant q ON q.id = o.participant_id WHERE o.message_id = m.id GROUP BY o.kind
       ) AS reacted),
       m.seq, p.member_id, m.hidden_at IS NOT NULL, m.id, m.client_id, m.author_id, p.name, p.hue, m.sent_at,
       m.body, m.html, m.reply_to_id, r.seq, m.picture, m.edited_at
FROM community_message m JOIN community_participant p ON p.id = m.author_id
LEFT JOIN community_message r ON r.id = m.reply_to_id
WHERE m.conversation_id = %s AND m.revision > %s AND m.revision > 0 ORDER BY m.revision LIMIT %s
"""

_HEADS = "SELECT id, last_seq, last_revision FROM community_conversation WHERE id = ANY(%s)"

_SESSIONS = "SELECT session_key FROM django_session WHERE session_key = ANY(%s) AND expire_date > now()"

_PASSWORDS = "SELECT id, password FROM community_member WHERE id = ANY(%s) AND ended_at IS NULL"


def entitled(cursor: Cursor, asked: Sequence[tuple[int, int]]) -> list[Entitled | None]:
    """Answer for each (conversation id, member id) whether and as whom they may hear it now."""
    columns = [list(range(len(asked))), [pair[0] for pair in asked], [pair[1] for pair in asked]]
    cursor.execute(_ENTITLED, columns)
    answer: list[Entitled | None] = [None] * len(asked)
    for n, participant, name, hue, last_seq, last_revision, *signs, blocked, by in cursor.fetchall():
        place = Place(participant, name, hue, *signs)
        answer[n] = Entitled(place, last_seq, last_revision, frozenset(blocked), frozenset(by))
    return answer


def messages(cursor: Cursor, conversation_id: int, after: int, until: int, limit: int) -> list[Said]:
    """Return the newest ``limit`` messages with ``after < seq <= until``, oldest first; a hidden one is a gap mark."""
    cursor.execute(_MESSAGES, (conversation_id, after, until, limit))
    return [_said(conversation_id, *row) for row in reversed(cursor.fetchall())]


def changes(cursor: Cursor, conversation_id: int, after: int, limit: int) -> list[Changed]:
    """Return, as they are now, the messages that changed after the revision ``after``, the oldest change first."""
    cursor.execute(_CHANGES, (conversation_id, after, limit))
    return [_changed(conversation_id, *row) for row in cursor.fetchall()]


def heads(cursor: Cursor, conversation_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return the newest ``seq`` and revision of each conversation."""
    cursor.execute(_HEADS, (list(conversation_ids),))
    return {conversation: (last, revision) for conversation, last, revision in cursor.fetchall()}


def still_in(cursor: Cursor, sessions: Sequence[tuple[str, int, str]]) -> list[bool]:
    """Tell for each (session key, member id, the session's mark of the password) whether it still lets them in.

    It does not when the session has ended, the account has, or the password is another than it was opened with.
    """
    cursor.execute(_SESSIONS, ([key for key, _, _ in sessions],))
    held = {key for (key,) in cursor.fetchall()}
    cursor.execute(_PASSWORDS, (list({member for _, member, _ in sessions}),))
    marks = {number: Member(password=password).get_session_auth_hash() for number, password in cursor.fetchall()}
    return [key in held and marks.get(member) == mark for key, member, mark in sessions]


def _said(conversation: int, *row: Any) -> Said:
    seq, member_id, frame = _told(conversation, *row)
    return Said(seq, member_id, encode(frame))


def _told(
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
    reply_seq: int | None,
    picture: dict[str, Any] | None,
    edited_at: Any,
    *,
    kind: str = "message",
) -> tuple[int, int, dict[str, Any]]:
    if hidden:
        return seq, 0, removed_frame(conversation, seq, message)
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
        reply_seq=reply_seq,
        picture=picture,
        edited_at=edited_at,
        kind=kind,
    )
    return seq, member_id, frame


def _changed(
    conversation: int, revision: int, counts: dict[str, int], reactors: dict[str, list[int]] | None, *row: Any
) -> Changed:
    seq, member_id, frame = _told(conversation, *row, kind="changed")
    if frame["type"] == "changed":
        frame["reactions"] = counts
    return Changed(seq, revision, member_id, frame | {"revision": revision}, reactors)
