"""What the coordinator's desk shows. Each list is of one facility, one page of it, in a fixed number of queries."""

from mentorship.oversight.queries.ahead import Week, weeks_ahead
from mentorship.oversight.queries.asked import Asked, AskedState, asked
from mentorship.oversight.queries.counts import Counts, counts
from mentorship.oversight.queries.mentors import DUE_WITHIN, MentorState, mentors
from mentorship.oversight.queries.silent import PairState, Walking, one_walking, walking
from mentorship.oversight.queries.waiting import Span, WaitState, bound, spans, waiting

__all__ = [
    "DUE_WITHIN",
    "Asked",
    "AskedState",
    "Counts",
    "MentorState",
    "PairState",
    "Span",
    "WaitState",
    "Walking",
    "Week",
    "asked",
    "bound",
    "counts",
    "mentors",
    "one_walking",
    "spans",
    "waiting",
    "walking",
    "weeks_ahead",
]
