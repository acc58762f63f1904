"""Contents page: Celery finds the rooms' tasks here, and only here."""

from groups.chat.tasks import keep_places_true
from groups.directory.tasks import import_meetings
from groups.forum.tasks import tell_discussions
from groups.meetings.tasks import let_go_of_leavers, write_meetings_ahead
from groups.moderation.tasks import let_sanctions_end_task
from groups.roster.tasks import give_leaders_where_none_is, let_chosen_ends_come
from groups.welcome.tasks import count_who_came_back_task, introduce_newcomers_task, keep_hellos_task

__all__ = [
    "count_who_came_back_task",
    "give_leaders_where_none_is",
    "import_meetings",
    "introduce_newcomers_task",
    "keep_hellos_task",
    "keep_places_true",
    "let_chosen_ends_come",
    "let_go_of_leavers",
    "tell_discussions",
    "let_sanctions_end_task",
    "write_meetings_ahead",
]
