"""Verbs of this room: check_in; remind_me, change, forget, pause, resume; snooze, skip_today; remind_due."""

from community.checkins.actions.check_in import check_in
from community.checkins.actions.not_now import skip_today, snooze
from community.checkins.actions.remind_due import remind_due
from community.checkins.actions.remind_me import change, forget, pause, remind_me, resume

__all__ = [
    "change",
    "check_in",
    "forget",
    "pause",
    "remind_due",
    "remind_me",
    "resume",
    "skip_today",
    "snooze",
]
