"""What a member or staff can do here: say what matters, offer to be a mentor, prepare, decide on an offer."""

from mentorship.profiles.actions.approving import approve, decline, review, stop
from mentorship.profiles.actions.offering import (
    change_offer,
    end_offer,
    hold_to,
    let_rests_end,
    offer,
    resume,
    take_rest,
)
from mentorship.profiles.actions.preparing import (
    answer_check,
    answer_vouch,
    ask_to_vouch,
    read_step,
    remind_of_reviews,
    vouch_as_staff,
)
from mentorship.profiles.actions.saying import matters_of, say

__all__ = [
    "answer_check",
    "answer_vouch",
    "approve",
    "ask_to_vouch",
    "change_offer",
    "decline",
    "end_offer",
    "hold_to",
    "let_rests_end",
    "matters_of",
    "offer",
    "read_step",
    "remind_of_reviews",
    "resume",
    "review",
    "say",
    "stop",
    "take_rest",
    "vouch_as_staff",
]
