"""Contents page: Django finds the rooms' models here, and only here."""

from groups.chat.models import Shift
from groups.forum.models import Post, Thread, ThreadVisit
from groups.joining.models import JoinRequest
from groups.roster.models import Group, Membership, Sanction

__all__ = ["Group", "JoinRequest", "Membership", "Post", "Sanction", "Shift", "Thread", "ThreadVisit"]
