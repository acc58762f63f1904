"""The bell on a member's open pages."""

from community.kit import live
from community.members.models import Member
from community.notifications.models import Notification


def unread_changed(member_id: int, urgent: str = "") -> None:
    """Send the number of unread notices to all open pages of the member. Call after the commit.

    ``urgent`` is said at once on those pages, whatever they show: someone asks for them.
    """
    frame: dict[str, object] = {"type": "notice", "unread": unread_of(member_id)}
    live.tell_member(member_id, frame | {"urgent": urgent} if urgent else frame)


def unread_of(member_id: int) -> int:
    """How many notices wait, without those about someone blocked since."""
    return Notification.objects.visible_to(Member(pk=member_id)).unread().count()
