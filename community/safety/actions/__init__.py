"""What may be done about words that worry someone. One verb, with its opposite, a file."""

from community.safety import acts  # noqa: F401 - names what is done here, for the log
from community.safety.actions.announcing import announce
from community.safety.actions.answering import answer_appeal, look_at_appeal
from community.safety.actions.appealing import appeal, tell_staff_of_late_appeals, withdraw_appeal
from community.safety.actions.claiming import claim, release
from community.safety.actions.deciding import hide, keep, required, restore, undo
from community.safety.actions.looking import look, note
from community.safety.actions.reporting import notice, report

__all__ = [
    "announce",
    "answer_appeal",
    "appeal",
    "claim",
    "hide",
    "keep",
    "look",
    "look_at_appeal",
    "note",
    "notice",
    "release",
    "report",
    "required",
    "restore",
    "tell_staff_of_late_appeals",
    "undo",
    "withdraw_appeal",
]
