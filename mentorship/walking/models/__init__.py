"""What two people do together beside their talk, and what each keeps for themselves."""

from mentorship.walking.models.calls import Call, CallTime
from mentorship.walking.models.goals import Goal, Step
from mentorship.walking.models.going import Going
from mentorship.walking.models.later import LaterMessage
from mentorship.walking.models.notes import Note
from mentorship.walking.models.prompts import PromptAnswer
from mentorship.walking.models.silences import Nudge, NudgeWish

__all__ = ["Call", "CallTime", "Goal", "Going", "LaterMessage", "Note", "Nudge", "NudgeWish", "PromptAnswer", "Step"]
