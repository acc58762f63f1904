"""The doors of meetings."""

from groups.meetings.views.mine import group_meetings, mine
from groups.meetings.views.occurrence import answer_page, occurrence
from groups.meetings.views.series import meeting

__all__ = ["answer_page", "group_meetings", "meeting", "mine", "occurrence"]
