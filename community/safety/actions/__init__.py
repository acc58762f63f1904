"""What may be done about words that worry someone. One verb, with its opposite, a file."""

from community.safety import acts  # noqa: F401 - names what is done here, for the log
from community.safety.actions.announcing import announce
from community.safety.actions.claiming import claim, release
from community.safety.actions.deciding import hide, keep, restore, undo
from community.safety.actions.looking import look, note
from community.safety.actions.reporting import notice, report

__all__ = [
    "announce",
    "claim",
    "hide",
    "keep",
    "look",
    "note",
    "notice",
    "release",
    "report",
    "restore",
    "undo",
]
