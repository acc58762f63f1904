"""What a member or staff can do here: say what matters, offer to be a mentor, decide on an offer."""

from mentorship.profiles.actions.approving import approve, decline, review, stop
from mentorship.profiles.actions.offering import change_offer, end_offer, offer, resume, take_rest
from mentorship.profiles.actions.saying import matters_of, say

__all__ = [
    "approve",
    "change_offer",
    "decline",
    "end_offer",
    "matters_of",
    "offer",
    "resume",
    "review",
    "say",
    "stop",
    "take_rest",
]
