"""What mentoring's pages, Today and the staff desk ask."""

from mentorship.pairs.queries.page import (
    Asked,
    Beginning,
    Mine,
    Person,
    Rhythms,
    Walk,
    beginning,
    mine,
    rhythms,
    to_answer,
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
    "Walk",
    "beginning",
    "mine",
    "next_for",
    "refuse_while_resting",
    "resting",
    "rhythms",
    "to_answer",
    "waiting_for_mentor",
    "walks_of",
    "with_times",
]
