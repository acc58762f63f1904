"""Contents page: Django finds the rooms' models here, and only here."""

from mentorship.matching.models import SetAside
from mentorship.pairs.models import Acknowledgement, Pair, Request, Rhythm
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.rounds.models import Proposal, Round

__all__ = [
    "Acknowledgement",
    "Matters",
    "MentorOffer",
    "Pair",
    "Proposal",
    "Request",
    "Rhythm",
    "Round",
    "SetAside",
]
