"""What the pages of two people ask."""

from mentorship.walking.queries.calls import Calls, calls_of, opens_at
from mentorship.walking.queries.going import question_for, sums, wants_talk
from mentorship.walking.queries.notes import Notes, notes_of
from mentorship.walking.queries.together import Asked, Together, together

__all__ = [
    "Asked",
    "Calls",
    "Notes",
    "Together",
    "calls_of",
    "notes_of",
    "opens_at",
    "question_for",
    "sums",
    "together",
    "wants_talk",
]
