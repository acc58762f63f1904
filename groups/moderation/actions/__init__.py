"""What keepers may ask of a member: each with a reason, an end where it has one, a trace, and kind words."""

from groups.moderation import acts  # noqa: F401 - names what is done here, for the log
from groups.moderation.actions import lifting  # noqa: F401 - says what taking back means here
from groups.moderation.actions.ending import let_sanctions_end
from groups.moderation.actions.leaving import ask_to_leave
from groups.moderation.actions.quieting import quiet, unquiet
from groups.moderation.actions.stepping import call_back, step_away
from groups.moderation.actions.warning import warn

__all__ = ["ask_to_leave", "call_back", "let_sanctions_end", "quiet", "step_away", "unquiet", "warn"]
