from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from community.kit.commit import after_commit
from community.members.models import Member
from community.notifications import live
from community.notifications.doorbell import ring
from community.notifications.kinds import Kind
from community.notifications.models import Delivery, Notification

# One statement, so that two who tell the same at once gather in one row, and neither an account that has
# just ended nor a block that has just been made is passed by. ``xmax = 0`` is true of a row just inserted.
_GATHER = """
INSERT INTO community_notification AS held
       (created_at, member_id, kind, subject, text, url, about_id, count, last_at)
SELECT %(now)s, told.id, %(kind)s, %(subject)s, %(text)s, %(url)s, %(about)s, 1, %(now)s
  FROM community_member told
 WHERE told.id = %(member)s AND told.ended_at IS NULL
   AND NOT EXISTS (SELECT FROM community_block
                    WHERE (blocker_id = told.id AND blocked_id = %(about)s)
                       OR (blocker_id = %(about)s AND blocked_id = told.id))
    ON CONFLICT (member_id, kind, subject) WHERE read_at IS NULL
    DO UPDATE SET count = held.count + 1, text = EXCLUDED.text, url = EXCLUDED.url,
                  about_id = EXCLUDED.about_id, last_at = EXCLUDED.last_at
RETURNING id, xmax = 0
"""


@transaction.atomic
def notify(
    member: Member,
    kind: Kind,
    *,
    subject: str,
    text: str,
    url: str,
    about: Member | None = None,
    email_after: timedelta = timedelta(0),
) -> Notification | None:
    """Tell the member, in their pages at once and by mail where the kind goes out by mail.

    ``subject`` gathers: while an earlier notice of this kind and subject is unread, it is renewed and
    counted up instead of doubled, and no second mail is owed. ``text`` is read inside only; outgoing
    texts are made from the kind. ``about`` is the person it is about: where one of the two has blocked
    the other nothing is told, and None is returned; so too where the member's account has ended.

    A notice is a row that is held until the transaction ends. Who tells several people of one subject tells them
    ``in_line``, so that two who do so never wait for each other in turn.
    """
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            _GATHER,
            {
                "now": now,
                "member": member.pk,
                "kind": kind.key,
                "subject": subject[:80],
                "text": str(text)[:300],
                "url": url,
                "about": about.pk if about else None,
            },
        )
        row = cursor.fetchone()
    if row is None:
        return None
    pk, fresh = row
    if fresh and kind.email:
        Delivery.objects.create(notification_id=pk, channel=Delivery.Channel.EMAIL, due_at=now + email_after)
        if kind.urgent and not email_after:
            after_commit(ring)
    after_commit(live.unread_changed, member.pk, urgent=str(text) if fresh and kind.urgent else "")
    return Notification.objects.get(pk=pk)


def in_line(people: Iterable[Member]) -> list[Member]:
    """These people in the order in which all of us tell several of one thing."""
    return sorted(people, key=lambda one: one.pk)
