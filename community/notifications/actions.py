from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.members.models import Member
from community.notifications.kinds import Kind
from community.notifications.models import Delivery, Notification


@transaction.atomic
def notify(
    member: Member, kind: Kind, *, subject: str, text: str, url: str, email_after: timedelta = timedelta(0)
) -> Notification:
    """Tell the member, in their pages at once and by mail where the kind goes out by mail.

    ``subject`` gathers: while an earlier notice of this kind and subject is unread, it is renewed and
    counted up instead of doubled. ``text`` is read inside only; outgoing texts are made from the kind.
    """
    now = timezone.now()
    notification, fresh = Notification.objects.get_or_create(
        member=member,
        kind=kind.key,
        subject=subject,
        read_at=None,
        defaults={"text": text[:300], "url": url, "last_at": now},
    )
    if not fresh:
        Notification.objects.filter(pk=notification.pk).update(
            count=F("count") + 1, text=text[:300], url=url, last_at=now
        )
        notification.refresh_from_db()
    elif kind.email:
        Delivery.objects.create(notification=notification, channel=Delivery.Channel.EMAIL, due_at=now + email_after)
    return notification
