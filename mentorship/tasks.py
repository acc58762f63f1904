"""Contents page: Celery finds the rooms' tasks here, and only here."""

from mentorship.deputies.tasks import keep_deputies
from mentorship.giving.tasks import ask_to_give_back
from mentorship.oversight.tasks import tell_of_late_concerns
from mentorship.pairs.tasks import let_requests_move_on, part_pairs, tell_of_unread_words, wake_talks
from mentorship.partings.tasks import let_last_days_come
from mentorship.profiles.tasks import let_rests_end, remind_of_reviews
from mentorship.rounds.tasks import daily_rounds, match_rounds
from mentorship.walking.tasks import nudge_pairs, remind_of_talks, send_words_for_later

__all__ = [
    "ask_to_give_back",
    "daily_rounds",
    "keep_deputies",
    "let_last_days_come",
    "let_requests_move_on",
    "let_rests_end",
    "match_rounds",
    "nudge_pairs",
    "part_pairs",
    "remind_of_reviews",
    "remind_of_talks",
    "send_words_for_later",
    "tell_of_late_concerns",
    "tell_of_unread_words",
    "wake_talks",
]
