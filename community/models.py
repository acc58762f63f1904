"""Contents page: Django finds the rooms' models here, and only here."""

from community.audit.models import Entry
from community.conversations.models import Conversation, Message, Participant
from community.facilities.models import Facility, Invitation, StaffRole, Stay
from community.members.models import Block, Member, Profile
from community.notifications.models import Delivery, Notification, Preference
from community.safety.models import Case, CaseNote, Decision, Report, ScopeModerator

__all__ = [
    "Block",
    "Case",
    "CaseNote",
    "Conversation",
    "Decision",
    "Delivery",
    "Entry",
    "Facility",
    "Invitation",
    "Member",
    "Message",
    "Notification",
    "Participant",
    "Preference",
    "Profile",
    "Report",
    "ScopeModerator",
    "StaffRole",
    "Stay",
]
