"""Contents page: Django finds the rooms' models here, and only here."""

from groups.calendar.models import CalendarAddress
from groups.attendance.models import Attendance, Proof, ProofLook
from groups.chat.models import Shift
from groups.directory.models import Feed, ImportRun, ImportTrouble, Listing, ListingTime
from groups.forum.models import Draft, EarlierWords, Mention, Post, Sign, Thread, ThreadVisit
from groups.joining.models import GroupInvitation, JoinRequest
from groups.meetings.models import Answer, Meeting, Occurrence, Pause
from groups.roster.models import AftercareChoice, Group, Membership, Sanction
from groups.search.models import Card
from groups.welcome.models import FirstHello, GreetingShift, Introduction, Swap

__all__ = [
    "AftercareChoice",
    "Answer",
    "CalendarAddress",
    "Card",
    "Attendance",
    "Draft",
    "EarlierWords",
    "FirstHello",
    "GreetingShift",
    "Feed",
    "Group",
    "GroupInvitation",
    "Introduction",
    "ImportRun",
    "ImportTrouble",
    "JoinRequest",
    "Listing",
    "ListingTime",
    "Meeting",
    "Membership",
    "Mention",
    "Occurrence",
    "Pause",
    "Post",
    "Proof",
    "ProofLook",
    "Sanction",
    "Shift",
    "Sign",
    "Swap",
    "Thread",
    "ThreadVisit",
]
