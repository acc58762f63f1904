"""Contents page: Django finds the rooms' models here, and only here."""

from community.audit.models import Entry
from community.care.models import Read
from community.checkins.models import CheckIn, Occurrence, Reminder
from community.circle.models import CircleInvitation, Tie
from community.conversations.models import (
    Bell,
    Conversation,
    Floor,
    Hand,
    Mention,
    Message,
    Participant,
    Picture,
    PictureFile,
    Reaction,
    Removal,
    Signs,
    Version,
)
from community.facilities.models import Facility, Invitation, StaffRole, Stay
from community.friends.models import Friendship
from community.members.models import Block, Member, Profile
from community.milestones.models import Counter, Span
from community.notifications.models import Delivery, Notification, Preference
from community.safety.models import Appeal, Case, CaseNote, Decision, Report, ScopeModerator
from community.support.models import SupportCall, SupportPerson, Told

__all__ = [
    "Appeal",
    "Bell",
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
    "Floor",
    "Friendship",
    "Hand",
    "Invitation",
    "Member",
    "Mention",
    "Message",
    "Notification",
    "Occurrence",
    "Participant",
    "Picture",
    "PictureFile",
    "Preference",
    "Profile",
    "Reaction",
    "Read",
    "Reminder",
    "Removal",
    "Report",
    "ScopeModerator",
    "Signs",
    "Span",
    "StaffRole",
    "Stay",
    "SupportCall",
    "SupportPerson",
    "Tie",
    "Told",
    "Version",
]
