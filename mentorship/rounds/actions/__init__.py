"""What can be done with a round: begin it, match it, move somebody by hand, keep or drop it; and a mentee's answer."""

from mentorship.rounds.actions.answering import choose_someone_else, let_lapse, say_yes
from mentorship.rounds.actions.beginning import begin, begin_daily
from mentorship.rounds.actions.deciding import drop, keep
from mentorship.rounds.actions.matching import match, match_owed
from mentorship.rounds.actions.moving import move

__all__ = [
    "begin",
    "begin_daily",
    "choose_someone_else",
    "drop",
    "keep",
    "let_lapse",
    "match",
    "match_owed",
    "move",
    "say_yes",
]
