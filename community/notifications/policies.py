"""When a notice may leave the house, asked at the moment it would."""

from datetime import datetime, timedelta

from community.kit.clock import local_day, moment_of, zone
from community.members.models import Member
from community.notifications.kinds import Kind
from community.notifications.models import Notification, Preference


def is_wanted(notification: Notification, kind: Kind, preference: Preference) -> bool:
    """Whether the mail is still of use: they are here, want mail, have not read it, and it still holds."""
    return (
        preference.email
        and notification.member.ended_at is None
        and notification.read_at is None
        and Notification.objects.visible_to(notification.member).filter(pk=notification.pk).exists()
        and (kind.still_holds is None or kind.still_holds(notification))
    )


def may_go_at(now: datetime, member: Member, preference: Preference) -> datetime:
    """``now``, or the end of the member's quiet hours where they are having them."""
    here = now.astimezone(zone(member.time_zone))
    if preference.quiet_until is None or not preference.is_quiet(here.time()):
        return now
    day = local_day(now, member.time_zone)
    if here.time() >= preference.quiet_until:
        day += timedelta(days=1)
    return max(moment_of(day, preference.quiet_until, member.time_zone), now)
