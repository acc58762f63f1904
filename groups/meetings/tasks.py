from celery import shared_task

from groups.meetings import actions
from groups.meetings.actions.listing import keep_listed_true


@shared_task(name="groups.write_meetings_ahead")
def write_meetings_ahead() -> int:
    """Write the coming times of meetings."""
    return actions.write_ahead()


@shared_task(name="groups.keep_listed_true")
def keep_listed_meetings_true() -> int:
    """Bring the directory in line with our own meetings."""
    return keep_listed_true()


@shared_task(name="groups.let_go_of_leavers")
def let_go_of_leavers() -> int:
    """Give back the places of people who left."""
    return actions.let_go_of_leavers()
