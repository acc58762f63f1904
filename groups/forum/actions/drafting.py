from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from groups.forum.actions.writing import LONGEST, LONGEST_TITLE
from groups.forum.models import Draft, Thread
from groups.roster.models import Membership

#: A draft and the words it became are sent within a second of each other; so late one may still arrive.
ON_ITS_WAY = timedelta(seconds=10)

# Words that were sent meanwhile under the same mark are no draft any more: a page that kept them on its way. Somebody
# who goes back and writes other words under it is heard, as when they send them.
_KEEP = """
INSERT INTO groups_draft (membership_id, thread_id, title, body, kept_at)
SELECT %(membership)s, %(thread)s, %(title)s, %(body)s, %(now)s
WHERE NOT EXISTS (SELECT FROM groups_post WHERE author_id = %(membership)s AND client_id = %(mark)s
                  AND (starts_with(body, btrim(%(body)s)) OR created_at > %(lately)s))
  AND NOT EXISTS (SELECT FROM groups_thread WHERE author_id = %(membership)s AND client_id = %(mark)s
                  AND (starts_with(body, btrim(%(body)s)) AND starts_with(title, btrim(%(title)s))
                       OR created_at > %(lately)s))
"""
_OF_AN_ANSWER = (
    " ON CONFLICT (membership_id, thread_id) WHERE thread_id IS NOT NULL"
    " DO UPDATE SET title = excluded.title, body = excluded.body, kept_at = excluded.kept_at"
)
_OF_A_THREAD = (
    " ON CONFLICT (membership_id) WHERE thread_id IS NULL"
    " DO UPDATE SET title = excluded.title, body = excluded.body, kept_at = excluded.kept_at"
)


def keep_draft(
    membership: Membership, thread: Thread | None, *, body: str, title: str = "", client_id: UUID | None = None
) -> None:
    """Keep what somebody has begun to write: an answer in ``thread``, or without one a new discussion.

    Nothing written is nothing kept. One's own, seen by nobody else, and gone when the words of that ``client_id``
    are sent: what arrives after them is kept only where it says something else, and no longer is on its way. One
    statement.
    """
    if not body.strip() and not title.strip():
        Draft.objects.filter(membership=membership, thread=thread).delete()
        return
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP + (_OF_AN_ANSWER if thread else _OF_A_THREAD),
            {
                "membership": membership.pk,
                "thread": thread.pk if thread else None,
                "title": title.replace("\0", "")[:LONGEST_TITLE],
                "body": body.replace("\0", "")[:LONGEST],
                "mark": str(client_id) if client_id else None,
                "now": now,
                "lately": now - ON_ITS_WAY,
            },
        )
