"""An ending with its day, letters, words for the next mentor, and what comes after."""

from mentorship.partings.actions.coming import let_days_come
from mentorship.partings.actions.going_on import choose_onward
from mentorship.partings.actions.handing import draft_handover, keep_handover, put_handover_away
from mentorship.partings.actions.letters import put_letter_away, read_letter, save_letter, throw_letter_away
from mentorship.partings.actions.planning import agree_to_day, propose_day, take_back_day

__all__ = [
    "agree_to_day",
    "choose_onward",
    "draft_handover",
    "keep_handover",
    "let_days_come",
    "propose_day",
    "put_handover_away",
    "put_letter_away",
    "read_letter",
    "save_letter",
    "take_back_day",
    "throw_letter_away",
]
