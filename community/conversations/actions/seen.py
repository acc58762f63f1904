from collections.abc import Sequence

from django.db import connection

from community.conversations import live
from community.conversations.models import Conversation
from community.kit.commit import after_commit
from community.members.models import Member

MARK = """
UPDATE community_participant p SET seen_seq = least(mark.seq, c.last_seq)
FROM (
    SELECT conversation, member, max(seq) AS seq
    FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS given (conversation, member, seq)
    GROUP BY conversation, member
) AS mark
JOIN community_conversation c ON c.id = mark.conversation
WHERE p.conversation_id = mark.conversation AND p.member_id = mark.member AND p.ended_at IS NULL
  AND p.seen_seq < least(mark.seq, c.last_seq)
"""


def mark_seen(conversation: Conversation, *, by: Member, seq: int) -> bool:
    """The member has read up to ``seq``. It never goes back, and never past the newest. False: nothing new."""
    moved = mark_seen_many([(conversation.pk, by.pk, seq)]) == 1
    if moved:
        after_commit(live.tell_read, conversation.pk, by.pk, seq)
    return moved


def mark_seen_many(marks: Sequence[tuple[int, int, int]]) -> int:
    """The same for many at once, as (conversation id, member id, seq). Returns how many marks moved."""
    with connection.cursor() as cursor:
        cursor.execute(MARK, columns_of_marks(marks))
        return cursor.rowcount


def columns_of_marks(marks: Sequence[tuple[int, int, int]]) -> list[list[int]]:
    """Return the marks as the statement takes them: a list a column."""
    return [[mark[0] for mark in marks], [mark[1] for mark in marks], [mark[2] for mark in marks]]
