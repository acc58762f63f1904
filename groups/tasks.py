"""Contents page: Celery finds the rooms' tasks here, and only here."""

from groups.chat.tasks import keep_places_true
from groups.meetings.tasks import let_go_of_leavers, write_meetings_ahead

__all__ = ["keep_places_true", "let_go_of_leavers", "write_meetings_ahead"]
