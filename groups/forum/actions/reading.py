from django.db import connection

from groups.forum.models import Thread
from groups.roster.models import Membership


def mark_read(thread: Thread, membership: Membership, number: int) -> None:
    """Remember how far the member has read; never backwards."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO groups_threadvisit (thread_id, membership_id, read_to) VALUES (%s, %s, %s) "
            "ON CONFLICT (membership_id, thread_id) DO UPDATE "
            "SET read_to = greatest(groups_threadvisit.read_to, excluded.read_to)",
            [thread.pk, membership.pk, number],
        )
