from django.utils import timezone

from community.kit.commit import after_commit
from community.kit.gate import require
from community.members.models import Member
from community.notifications import live
from community.notifications.kinds import Kind
from community.notifications.models import Notification, NotificationQuerySet


def read(notification: Notification, *, by: Member) -> None:
    """The member has seen it; a mail still owed for it will not be sent. PermissionDenied for anyone else's."""
    require(notification.member_id == by.pk)
    _settled(Notification.objects.filter(pk=notification.pk), by)


def read_all(by: Member, *, up_to: int) -> int:
    """All that the page showed, up to the notice of that id: what arrived meanwhile stays unread."""
    return _settled(Notification.objects.filter(member=by, pk__lte=up_to), by)


def settle(member: Member, *kinds: Kind, subject: str | None = None) -> int:
    """What these notices asked for is done or past: they wait no longer. All of these kinds without a subject."""
    rows = Notification.objects.filter(member=member, kind__in=[kind.key for kind in kinds])
    return _settled(rows if subject is None else rows.filter(subject=subject), member)


def unread_count(member: Member) -> int:
    return live.unread_of(member.pk)


def _settled(rows: NotificationQuerySet, member: Member) -> int:
    changed = rows.unread().update(read_at=timezone.now())
    if changed:
        after_commit(live.unread_changed, member.pk)
    return changed
