"""Contents page: Celery finds the rooms' tasks here, and only here."""

from groups.chat.tasks import keep_places_true
from groups.directory.tasks import import_meetings
from groups.meetings.tasks import let_go_of_leavers, write_meetings_ahead
from groups.welcome.tasks import count_who_came_back_task, introduce_newcomers_task, keep_hellos_task

__all__ = [
    "count_who_came_back_task",
    "import_meetings",
    "introduce_newcomers_task",
    "keep_hellos_task",
    "keep_places_true",
    "let_go_of_leavers",
    "write_meetings_ahead",
]
