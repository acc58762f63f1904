"""Meetings can be reported; the safety room learns here how to find them."""

from django.utils.translation import gettext as _

from community.members.models import Member
from community.safety.registry import reportable
from groups.meetings.actions.listing import keep_listed
from groups.meetings.models import Meeting


def find_meeting(member: Member, pk: int) -> Meeting | None:
    found = Meeting.objects.visible_to(member).filter(pk=pk)
    return found.select_related("group__facility", "by__member").first()


def register() -> None:
    """Make meetings reportable."""
    reportable(
        "meeting",
        Meeting,
        find=find_meeting,
        describe=lambda meeting: _("A meeting of %(group)s") % {"group": meeting.group.name},
        on_hidden=keep_listed,
        on_restored=keep_listed,
    )
