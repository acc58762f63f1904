"""Contents page: Django finds the rooms' models here, and only here."""

from groups.attendance.models import Attendance, Proof, ProofLook
from groups.calendar.models import CalendarAddress
from groups.chat.models import Shift
from groups.daily.models import Daily, DailyHost, DailyLine, DailyRule
from groups.directory.models import Feed, ImportRun, ImportTrouble, Listing, ListingTime
from groups.forum.models import Draft, EarlierWords, Mention, Post, Sign, Thread, ThreadVisit
from groups.hosting.models import (
    AskedAfter,
    Belonging,
    Course,
    HostAsk,
    HostKit,
    HostSearch,
    HostSeat,
    HostTurn,
    KitStep,
    MeetingReminder,
    ReminderWish,
)
from groups.joining.models import GroupInvitation, JoinRequest
from groups.meetings.models import Answer, Meeting, Occurrence, Pause
from groups.roster.models import AftercareChoice, Group, Handover, Membership, Sanction
from groups.search.models import Card
from groups.welcome.models import FirstHello, GreetingShift, Introduction, Swap

__all__ = [
    "AftercareChoice",
    "Answer",
    "AskedAfter",
    "Attendance",
    "Belonging",
    "CalendarAddress",
    "Card",
    "Course",
    "Daily",
    "DailyHost",
    "DailyLine",
    "DailyRule",
    "Draft",
    "EarlierWords",
    "Feed",
    "FirstHello",
    "GreetingShift",
    "Group",
    "GroupInvitation",
    "Handover",
    "HostAsk",
    "HostKit",
    "HostSearch",
    "HostSeat",
    "HostTurn",
    "ImportRun",
    "ImportTrouble",
    "Introduction",
    "JoinRequest",
    "KitStep",
    "Listing",
    "ListingTime",
    "Meeting",
    "MeetingReminder",
    "Membership",
    "Mention",
    "Occurrence",
    "Pause",
    "Post",
    "Proof",
    "ProofLook",
    "ReminderWish",
    "Sanction",
    "Shift",
    "Sign",
    "Swap",
    "Thread",
    "ThreadVisit",
]
