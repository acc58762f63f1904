"""Contents page: Django finds the rooms' models here, and only here."""

from groups.chat.models import Shift
from groups.forum.models import Post, Thread, ThreadVisit
from groups.joining.models import GroupInvitation, JoinRequest
from groups.meetings.models import Answer, Meeting, Occurrence, Pause
from groups.roster.models import AftercareChoice, Group, Membership, Sanction

__all__ = [
    "AftercareChoice",
    "Answer",
    "Group",
    "GroupInvitation",
    "JoinRequest",
    "Meeting",
    "Membership",
    "Occurrence",
    "Pause",
    "Post",
    "Sanction",
    "Shift",
    "Thread",
    "ThreadVisit",
]
