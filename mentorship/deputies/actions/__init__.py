"""What can be done about a deputy: ask, answer, take back; turn to them, read the note, end the talk."""

from mentorship.deputies.actions.keeping import keep
from mentorship.deputies.actions.naming import agree, ask, decline, take_back
from mentorship.deputies.actions.telling import look_in, tell_of_words
from mentorship.deputies.actions.turning import acknowledge, end, rather_not, turn_to

__all__ = [
    "acknowledge",
    "agree",
    "ask",
    "decline",
    "end",
    "keep",
    "look_in",
    "rather_not",
    "take_back",
    "tell_of_words",
    "turn_to",
]
