"""Contents page: Django finds the rooms' models here, and only here."""

from groups.chat.models import Shift
from groups.forum.models import Post, Thread, ThreadVisit
from groups.joining.models import JoinRequest
from groups.meetings.models import Answer, Meeting, Occurrence
from groups.roster.models import Group, Membership, Sanction

__all__ = [
    "Answer",
    "Group",
    "JoinRequest",
    "Meeting",
    "Membership",
    "Occurrence",
    "Post",
    "Sanction",
    "Shift",
    "Thread",
    "ThreadVisit",
]
