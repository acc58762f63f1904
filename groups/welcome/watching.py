"""What was said by newcomers and to them, asked of the rows themselves: nothing depends on having seen it happen."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from groups.welcome.ladder import due
from groups.welcome.models import NEW, WAITS

#: An answer that is taken out so soon after the first words was none: they wait again.
MAY_REOPEN = WAITS
#: An answer that comes later than this is still kept, for the group's figures.
LATE = timedelta(days=30)

# Newcomers whose first words are owed an answer, and those of whose words nothing stands any more while they have said
# others. Whoever has spoken before they came in (this time) is not new.
_FIND = """
INSERT INTO groups_firsthello AS owed
       (created_at, newcomer_id, group_id, kind, thread_id, post_id, message_id, said_at, rung, due_at)
SELECT %(now)s, newcomer.id, newcomer.group_id, first.kind, first.thread_id, first.post_id, first.message_id, first.at,
       0, CASE WHEN first.at > %(call_after)s THEN first.at + %(first_rung)s END
  FROM groups_membership newcomer
  JOIN groups_group room ON room.id = newcomer.group_id AND room.archived_at IS NULL
  JOIN community_member someone ON someone.id = newcomer.member_id AND someone.ended_at IS NULL
 CROSS JOIN LATERAL (
    SELECT * FROM (
        (SELECT 'discussion' AS kind, t.id AS thread_id, NULL::bigint AS post_id, NULL::bigint AS message_id,
                t.created_at AS at
           FROM groups_thread t
          WHERE t.author_id = newcomer.id AND t.hidden_at IS NULL
            AND NOT EXISTS (SELECT FROM groups_daily day WHERE day.thread_id = t.id)
          ORDER BY t.created_at LIMIT 1)
        UNION ALL
        (SELECT 'reply', NULL, p.id, NULL, p.created_at
           FROM groups_post p JOIN groups_thread t ON t.id = p.thread_id
          WHERE p.author_id = newcomer.id AND p.hidden_at IS NULL AND t.hidden_at IS NULL
          ORDER BY p.created_at LIMIT 1)
        UNION ALL
        (SELECT 'chat', NULL, NULL, m.id, m.sent_at
           FROM community_conversation talk
           JOIN community_participant place ON place.conversation_id = talk.id AND place.member_id = newcomer.member_id
           JOIN community_message m ON m.author_id = place.id
          WHERE talk.scope = 'group:' || newcomer.group_id AND m.hidden_at IS NULL
          ORDER BY m.seq LIMIT 1)
    ) said ORDER BY said.at LIMIT 1
 ) first
 WHERE newcomer.ended_at IS NULL AND newcomer.role = 'member' AND newcomer.joined_at > %(new_since)s
   AND first.at BETWEEN newcomer.joined_at AND newcomer.joined_at + %(new)s
   AND NOT EXISTS (
        SELECT FROM groups_firsthello known
          LEFT JOIN groups_thread t ON t.id = known.thread_id
          LEFT JOIN groups_post p ON p.id = known.post_id
          LEFT JOIN groups_thread around ON around.id = p.thread_id
          LEFT JOIN community_message m ON m.id = known.message_id
         WHERE known.newcomer_id = newcomer.id
           AND (known.answered_at IS NOT NULL
                OR t.id IS NOT NULL AND t.hidden_at IS NULL
                OR p.id IS NOT NULL AND p.hidden_at IS NULL AND around.hidden_at IS NULL
                OR m.id IS NOT NULL AND m.hidden_at IS NULL))
    ON CONFLICT (newcomer_id) DO UPDATE
   SET kind = excluded.kind, thread_id = excluded.thread_id, post_id = excluded.post_id,
       message_id = excluded.message_id, said_at = excluded.said_at, rung = 0, due_at = excluded.due_at
 WHERE owed.answered_at IS NULL
   AND (owed.thread_id, owed.post_id, owed.message_id)
       IS DISTINCT FROM (excluded.thread_id, excluded.post_id, excluded.message_id)
"""

# When another person spoke to them: below their words in a discussion, after them in the chat, or by name. Not someone
# they have blocked, for whom they do not hear; and nothing that was taken out. Who asks only for witnesses is answered
# by a sign; and where two newcomers say hello one after another, the one has not answered the other. Below words in
# somebody else's discussion a post that answers another's, or a prompt of the day, was not for them.
_HEARD = """
SELECT min(said.at) FROM (
    (SELECT p.created_at AS at, a.member_id AS by_member
       FROM groups_thread own JOIN groups_post p ON p.thread_id = own.id JOIN groups_membership a ON a.id = p.author_id
      WHERE own.author_id = newcomer.id AND p.author_id <> newcomer.id AND p.hidden_at IS NULL)
    UNION ALL
    (SELECT p.created_at, a.member_id
       FROM groups_post own
       JOIN groups_post p ON p.thread_id = own.thread_id AND p.number > own.number
       JOIN groups_membership a ON a.id = p.author_id
      WHERE own.author_id = newcomer.id AND p.author_id <> newcomer.id AND p.hidden_at IS NULL
        AND own.created_at >= owed.said_at AND (p.quotes IS NULL OR p.quotes = own.number)
        AND NOT EXISTS (SELECT FROM groups_dailyline line WHERE line.post_id = p.id))
    UNION ALL
    (SELECT m.sent_at, a.member_id
       FROM community_conversation talk
       JOIN community_participant place ON place.conversation_id = talk.id AND place.member_id = newcomer.member_id
       JOIN LATERAL (SELECT min(seq) AS seq FROM community_message WHERE author_id = place.id) own ON true
       JOIN LATERAL (
            SELECT next.sent_at, next.author_id FROM community_message next
             WHERE next.conversation_id = talk.id AND next.seq > own.seq AND next.author_id <> place.id
               AND next.hidden_at IS NULL AND next.sent_at >= owed.said_at
               AND (next.reply_to_id IS NOT NULL
                    OR NOT EXISTS (SELECT FROM groups_firsthello other WHERE other.message_id = next.id))
               AND NOT EXISTS (SELECT FROM community_block b
                                 JOIN community_participant other ON other.member_id = b.blocked_id
                                WHERE b.blocker_id = newcomer.member_id AND other.id = next.author_id)
             ORDER BY next.seq LIMIT 1
       ) m ON true
       JOIN community_participant a ON a.id = m.author_id
      WHERE talk.scope = 'group:' || newcomer.group_id)
    UNION ALL
    (SELECT m.sent_at, a.member_id
       FROM community_conversation talk
       JOIN community_participant place ON place.conversation_id = talk.id AND place.member_id = newcomer.member_id
       JOIN community_mention named ON named.participant_id = place.id
       JOIN community_message m ON m.id = named.message_id AND m.hidden_at IS NULL
       JOIN community_participant a ON a.id = m.author_id AND a.id <> place.id
      WHERE talk.scope = 'group:' || newcomer.group_id)
    UNION ALL
    (SELECT coalesce(p.created_at, t.created_at), a.member_id
       FROM groups_mention named
       JOIN groups_thread t ON t.id = named.thread_id
       LEFT JOIN groups_post p ON p.id = named.post_id
       JOIN groups_membership a ON a.id = coalesce(p.author_id, t.author_id)
      WHERE named.membership_id = newcomer.id AND a.id <> newcomer.id
        AND t.hidden_at IS NULL AND p.hidden_at IS NULL)
    UNION ALL
    (SELECT s.created_at, a.member_id
       FROM groups_thread own
       JOIN groups_sign s ON s.thread_id = own.id
       JOIN groups_membership a ON a.id = s.membership_id AND a.id <> newcomer.id
      WHERE own.author_id = newcomer.id AND own.mode = 'witness')
) said
WHERE said.at >= owed.said_at
  AND NOT EXISTS (SELECT FROM community_block b
                   WHERE b.blocker_id = newcomer.member_id AND b.blocked_id = said.by_member)
"""

_HEAR = """
UPDATE groups_firsthello SET answered_at = looked.heard_at
  FROM (SELECT owed.id, (HEARD) AS heard_at
          FROM groups_firsthello owed JOIN groups_membership newcomer ON newcomer.id = owed.newcomer_id
         WHERE owed.said_at > %(reopens_after)s OR owed.answered_at IS NULL AND owed.said_at > %(late_after)s
       ) looked
 WHERE looked.id = groups_firsthello.id AND groups_firsthello.answered_at IS DISTINCT FROM looked.heard_at
   AND (%(only)s::bigint[] IS NULL OR looked.id = ANY (%(only)s::bigint[]))
RETURNING groups_firsthello.id, groups_firsthello.answered_at IS NOT NULL
""".replace("HEARD", _HEARD)

_CAME_BACK = """
UPDATE groups_firsthello SET came_back_at = looked.again_at
  FROM (SELECT owed.id, (
            SELECT min(said.at) FROM (
                SELECT t.created_at AS at FROM groups_thread t WHERE t.author_id = newcomer.id
                UNION ALL
                SELECT p.created_at FROM groups_post p WHERE p.author_id = newcomer.id
                UNION ALL
                SELECT m.sent_at
                  FROM community_conversation talk
                  JOIN community_participant place
                    ON place.conversation_id = talk.id AND place.member_id = newcomer.member_id
                  JOIN community_message m ON m.author_id = place.id
                 WHERE talk.scope = 'group:' || newcomer.group_id
            ) said
            WHERE said.at > owed.said_at + interval '1 day' AND said.at < owed.said_at + %(new)s
        ) AS again_at
          FROM groups_firsthello owed JOIN groups_membership newcomer ON newcomer.id = owed.newcomer_id
         WHERE owed.came_back_at IS NULL
           AND owed.said_at BETWEEN %(now)s - %(looks_back)s AND %(now)s - interval '1 day'
       ) looked
 WHERE looked.id = groups_firsthello.id AND looked.again_at IS NOT NULL
"""


def find_first_words(now: datetime) -> int:
    """Write down every newcomer's first words that are owed an answer; twice, or by two at once, is once.

    Where the words were taken out and they have said others since, those take their place. Returns how many changed.
    """
    first_rung = due(now, 0)
    return _run(
        _FIND,
        {
            "now": now,
            "new": NEW,
            "new_since": now - NEW - WAITS,
            "call_after": now - WAITS,
            "first_rung": (first_rung or now) - now,
        },
    )


def hear_answers(now: datetime, only: Sequence[int] | None = None) -> list[int]:
    """Write down when newcomers were answered; an answer that was soon taken out is none.

    ``only``: of these first hellos. Returns the ids of those who were found to have been answered.
    """
    said = {"reopens_after": now - MAY_REOPEN, "late_after": now - LATE}
    with connection.cursor() as cursor:
        cursor.execute(_HEAR, {**said, "only": list(only) if only is not None else None})
        return [pk for pk, answered in cursor.fetchall() if answered]


def see_who_came_back(now: datetime) -> int:
    """Write down who spoke again on a later day, within two weeks of their first words. Returns how many did."""
    return _run(_CAME_BACK, {"now": now, "new": NEW, "looks_back": NEW + WAITS})


def alone() -> bool:
    """Whether nobody else looks at this moment, until the transaction ends: whoever comes second need not look."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('first hellos'))")
        return bool(cursor.fetchone()[0])


def _run(statement: str, said: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, said)
        return cursor.rowcount
