"""Contents page: Django finds the rooms' models here, and only here."""

from community.audit.models import Entry
from community.care.models import Read
from community.checkins.models import CheckIn, Occurrence, Reminder
from community.circle.models import CircleInvitation, Tie
from community.conversations.models import Conversation, Message, Participant
from community.facilities.models import Facility, Invitation, StaffRole, Stay
from community.members.models import Block, Member, Profile
from community.milestones.models import Counter, Span
from community.notifications.models import Delivery, Notification, Preference
from community.safety.models import Case, CaseNote, Decision, Report, ScopeModerator
from community.support.models import SupportCall, SupportPerson, Told

__all__ = [
    "Block",
    "Case",
    "CaseNote",
    "CheckIn",
    "CircleInvitation",
    "Conversation",
    "Counter",
    "Decision",
    "Delivery",
    "Entry",
    "Facility",
    "Invitation",
    "Member",
    "Message",
    "Notification",
    "Occurrence",
    "Participant",
    "Preference",
    "Profile",
    "Read",
    "Reminder",
    "Report",
    "ScopeModerator",
    "Span",
    "StaffRole",
    "Stay",
    "SupportCall",
    "SupportPerson",
    "Tie",
    "Told",
]
