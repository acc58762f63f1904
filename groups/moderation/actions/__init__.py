"""What keepers may ask of a member: each with a reason, an end where it has one, a trace, and kind words."""

from groups.moderation import acts  # noqa: F401 - names what is done here, for the log
from groups.moderation.actions.leaving import ask_to_leave
from groups.moderation.actions.quieting import quiet, unquiet
from groups.moderation.actions.warning import warn

__all__ = ["ask_to_leave", "quiet", "unquiet", "warn"]
