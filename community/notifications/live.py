"""The bell on a member's open pages."""

from community.kit import live
from community.members.models import Member
from community.notifications.models import Notification


def unread_changed(member_id: int) -> None:
    """Send the number of unread notices to all open pages of the member. Call after the commit."""
    live.tell_member(member_id, {"type": "notice", "unread": unread_of(member_id)})


def unread_of(member_id: int) -> int:
    """How many notices wait, without those about someone blocked since."""
    return Notification.objects.visible_to(Member(pk=member_id)).unread().count()
