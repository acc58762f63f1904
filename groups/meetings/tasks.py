from celery import shared_task

from groups.meetings import actions


@shared_task(name="groups.write_meetings_ahead")
def write_meetings_ahead() -> int:
    """Write the coming times of meetings."""
    return actions.write_ahead()


@shared_task(name="groups.let_go_of_leavers")
def let_go_of_leavers() -> int:
    """Give back the places of people who left."""
    return actions.let_go_of_leavers()
