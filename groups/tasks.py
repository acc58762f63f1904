"""Contents page: Celery finds the rooms' tasks here, and only here."""

from groups.chat.tasks import keep_places_true
from groups.daily.tasks import open_dailies
from groups.directory.tasks import import_meetings
from groups.forum.tasks import tell_discussions
from groups.hosting.tasks import ask_after_meetings, keep_hosts, remind_of_meetings
from groups.meetings.tasks import keep_listed_meetings_true, let_go_of_leavers, write_meetings_ahead
from groups.moderation.tasks import let_sanctions_end_task
from groups.roster.tasks import give_leaders_where_none_is, let_chosen_ends_come
from groups.welcome.tasks import count_who_came_back_task, introduce_newcomers_task, keep_hellos_task

__all__ = [
    "ask_after_meetings",
    "count_who_came_back_task",
    "give_leaders_where_none_is",
    "import_meetings",
    "introduce_newcomers_task",
    "keep_hellos_task",
    "keep_hosts",
    "keep_listed_meetings_true",
    "keep_places_true",
    "let_chosen_ends_come",
    "let_go_of_leavers",
    "let_sanctions_end_task",
    "open_dailies",
    "remind_of_meetings",
    "tell_discussions",
    "write_meetings_ahead",
]
