"""Contents page: Celery finds the rooms' tasks here, and only here."""

from groups.chat.tasks import keep_places_true

__all__ = ["keep_places_true"]
