"""What people do with meetings."""

from groups.meetings import acts  # noqa: F401 - names what is done here, for the log
from groups.meetings.actions.answering import answer, let_go_of_leavers
from groups.meetings.actions.changing import change_from, change_meeting
from groups.meetings.actions.making import make_meeting
from groups.meetings.actions.once import ThisOnce, bring_back, call_off, change_once
from groups.meetings.actions.resting import close_for_now, end_meeting, leave_out, open_again, take_pause_back
from groups.meetings.actions.writing_ahead import write_ahead

__all__ = [
    "ThisOnce",
    "answer",
    "bring_back",
    "call_off",
    "change_from",
    "change_meeting",
    "change_once",
    "close_for_now",
    "end_meeting",
    "leave_out",
    "let_go_of_leavers",
    "make_meeting",
    "open_again",
    "take_pause_back",
    "write_ahead",
]
