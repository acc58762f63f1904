"""Contents page: Django finds the rooms' models here, and only here."""

from mentorship.matching.models import SetAside
from mentorship.pairs.models import Acknowledgement, Pair, Request, Rhythm
from mentorship.pairs.rests import Rest
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.rounds.models import Proposal, Round
from mentorship.walking.models import Call, CallTime, Goal, LaterMessage, Note, PromptAnswer, Step

__all__ = [
    "Acknowledgement",
    "Call",
    "CallTime",
    "Goal",
    "LaterMessage",
    "Matters",
    "MentorOffer",
    "Note",
    "Pair",
    "PromptAnswer",
    "Proposal",
    "Request",
    "Rest",
    "Rhythm",
    "Round",
    "SetAside",
    "Step",
]
