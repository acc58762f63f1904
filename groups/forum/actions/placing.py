from collections.abc import Sequence

from django.db import connection
from django.utils import timezone

from groups.forum.models import Words
from groups.roster.models import Membership

_TAKE = """
WITH sent AS (
    DELETE FROM groups_draft
    WHERE membership_id = %(membership)s AND (thread_id = %(thread)s OR %(begun)s AND thread_id IS NULL)
), told AS (
    INSERT INTO groups_mention (created_at, thread_id, post_id, membership_id)
    SELECT %(now)s, %(thread)s, %(post)s, named FROM unnest(%(named)s::bigint[]) AS named
)
INSERT INTO groups_threadvisit AS held (thread_id, membership_id, read_to, followed_at)
VALUES (%(thread)s, %(membership)s, CASE WHEN %(number)s <= 1 THEN %(number)s ELSE 0 END, %(now)s)
ON CONFLICT (membership_id, thread_id) DO UPDATE SET
    read_to = CASE WHEN held.read_to >= %(number)s - 1 THEN greatest(held.read_to, %(number)s) ELSE held.read_to END,
    followed_at = CASE WHEN held.unfollowed_at IS NULL THEN coalesce(held.followed_at, excluded.followed_at) END
"""


def take_place(words: Words, membership: Membership, named: Sequence[int]) -> None:
    """Whoever wrote these new words has sent their draft, has read so far, and follows what comes; who is ``named`` in
    them (ids of memberships) will be told. One statement.

    Nobody who asked to be told no more follows again by answering.
    """
    thread, post = words.its_thread, words.its_post
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKE,
            {
                "thread": thread.pk,
                "membership": membership.pk,
                "post": post.pk if post else None,
                "number": words.place,
                "begun": post is None,
                "named": list(named),
                "now": timezone.now(),
            },
        )
