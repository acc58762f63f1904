"""Contents page: Celery finds the rooms' tasks here, and only here."""

from community.care.tasks import read_new_words_task
from community.checkins.tasks import remind
from community.conversations.tasks import keep_floors_task, tell_mentions_task
from community.members.tasks import forget_strays_task
from community.notifications.tasks import deliver
from community.safety.tasks import tell_of_late_appeals
from community.support.tasks import look_at_lines_task

__all__ = [
    "deliver",
    "forget_strays_task",
    "keep_floors_task",
    "look_at_lines_task",
    "read_new_words_task",
    "remind",
    "tell_mentions_task",
    "tell_of_late_appeals",
]
