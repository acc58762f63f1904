from django.db import connection
from django.utils import timezone

from groups.forum.models import Thread
from groups.roster.models import Membership

_TAKE = """
WITH sent AS (
    DELETE FROM groups_draft
    WHERE membership_id = %(membership)s AND (thread_id = %(thread)s OR %(begun)s AND thread_id IS NULL)
)
INSERT INTO groups_threadvisit AS held (thread_id, membership_id, read_to, followed_at)
VALUES (%(thread)s, %(membership)s, CASE WHEN %(number)s <= 1 THEN %(number)s ELSE 0 END, %(now)s)
ON CONFLICT (membership_id, thread_id) DO UPDATE SET
    read_to = CASE WHEN held.read_to >= %(number)s - 1 THEN greatest(held.read_to, %(number)s) ELSE held.read_to END,
    followed_at = CASE WHEN held.unfollowed_at IS NULL THEN coalesce(held.followed_at, excluded.followed_at) END
"""


def take_place(thread: Thread, membership: Membership, number: int, *, begun: bool = False) -> None:
    """Whoever wrote has sent their draft, has read their own words, and follows what comes. One statement.

    Nobody who asked to be told no more follows again by answering. ``begun``: they began the discussion.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKE,
            {
                "thread": thread.pk,
                "membership": membership.pk,
                "number": number,
                "begun": begun,
                "now": timezone.now(),
            },
        )
