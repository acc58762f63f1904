"""Contents page: Django finds the rooms' models here, and only here."""

from mentorship.deputies.models import Deputy, DeputyTalk
from mentorship.giving.models import GivingQuestion
from mentorship.matching.models import Favourite, SetAside
from mentorship.oversight.models import Concern, Opening
from mentorship.pairs.models import Acknowledgement, Pair, Request, Rhythm
from mentorship.pairs.rests import Rest
from mentorship.pairs.turns import Turn
from mentorship.partings.models import Handover, Letter, Onward, Parting
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.profiles.preparing import Reference, ReviewReminder, Training
from mentorship.rounds.models import Proposal, Round
from mentorship.walking.models import (
    Call,
    CallTime,
    Goal,
    Going,
    LaterMessage,
    Note,
    Nudge,
    NudgeWish,
    PromptAnswer,
    Step,
)

__all__ = [
    "Acknowledgement",
    "Call",
    "CallTime",
    "Concern",
    "Deputy",
    "DeputyTalk",
    "Favourite",
    "GivingQuestion",
    "Goal",
    "Going",
    "Handover",
    "LaterMessage",
    "Letter",
    "Matters",
    "MentorOffer",
    "Note",
    "Nudge",
    "NudgeWish",
    "Onward",
    "Opening",
    "Pair",
    "Parting",
    "PromptAnswer",
    "Proposal",
    "Reference",
    "Request",
    "Rest",
    "ReviewReminder",
    "Rhythm",
    "Round",
    "SetAside",
    "Step",
    "Training",
    "Turn",
]
