"""Contents page: Celery finds the rooms' tasks here, and only here."""

from mentorship.pairs.tasks import let_requests_move_on, part_pairs, tell_of_unread_words

__all__ = ["let_requests_move_on", "part_pairs", "tell_of_unread_words"]
