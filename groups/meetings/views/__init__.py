"""The doors of meetings."""

from groups.meetings.views.listing import listed
from groups.meetings.views.making import change, new_meeting
from groups.meetings.views.mine import group_meetings, mine
from groups.meetings.views.occurrence import answer_page, occurrence
from groups.meetings.views.once import bring_back_page, call_off_page, change_once_page
from groups.meetings.views.series import meeting, pause_back, pauses, reopen, rest

__all__ = [
    "answer_page",
    "bring_back_page",
    "call_off_page",
    "change",
    "change_once_page",
    "group_meetings",
    "listed",
    "meeting",
    "mine",
    "new_meeting",
    "occurrence",
    "pause_back",
    "pauses",
    "reopen",
    "rest",
]
