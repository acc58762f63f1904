"""Contents page: Celery finds the rooms' tasks here, and only here."""

from mentorship.pairs.tasks import let_requests_move_on, part_pairs, tell_of_unread_words, wake_talks
from mentorship.rounds.tasks import daily_rounds, match_rounds

__all__ = [
    "daily_rounds",
    "let_requests_move_on",
    "match_rounds",
    "part_pairs",
    "tell_of_unread_words",
    "wake_talks",
]
