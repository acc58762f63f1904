"""What mentoring's pages, Today and the staff desk ask."""

from mentorship.pairs.queries.page import (
    Asked,
    Beginning,
    Mine,
    Person,
    Rhythms,
    Waits,
    Walk,
    beginning,
    bound,
    mine,
    rhythms,
    to_answer,
    waits_for,
    walks_of,
    with_times,
)
from mentorship.pairs.queries.resting import Resting, refuse_while_resting, resting
from mentorship.pairs.queries.waiting import Next, Waiting, next_for, waiting_for_mentor

__all__ = [
    "Asked",
    "Beginning",
    "Mine",
    "Next",
    "Person",
    "Resting",
    "Rhythms",
    "Waiting",
    "Waits",
    "Walk",
    "beginning",
    "bound",
    "mine",
    "next_for",
    "refuse_while_resting",
    "resting",
    "rhythms",
    "to_answer",
    "waiting_for_mentor",
    "waits_for",
    "walks_of",
    "with_times",
]
