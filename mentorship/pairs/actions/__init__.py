"""What two people can do here: ask and answer, begin, agree on a rhythm, end it kindly."""

from mentorship.pairs.actions.answering import accept, decline
from mentorship.pairs.actions.asking import ask, withdraw
from mentorship.pairs.actions.beginning import acknowledge
from mentorship.pairs.actions.ending import close, end, part
from mentorship.pairs.actions.going_on import let_lines_go_on
from mentorship.pairs.actions.lining_up import ask_now, change_places, put_in_line, reword, take_out
from mentorship.pairs.actions.moving_on import let_move_on
from mentorship.pairs.actions.resting import hold_still, let_rest, release, wake, wake_due
from mentorship.pairs.actions.rhythm import agree, propose
from mentorship.pairs.actions.telling import look_in, tell_of_words
from mentorship.pairs.actions.weighing import weigh, weigh_from_desk

__all__ = [
    "accept",
    "acknowledge",
    "agree",
    "ask",
    "ask_now",
    "change_places",
    "close",
    "decline",
    "end",
    "hold_still",
    "let_lines_go_on",
    "let_move_on",
    "let_rest",
    "look_in",
    "part",
    "propose",
    "put_in_line",
    "release",
    "reword",
    "take_out",
    "tell_of_words",
    "wake",
    "wake_due",
    "weigh",
    "weigh_from_desk",
    "withdraw",
]
