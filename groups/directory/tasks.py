"""Doorbells of the beat: each calls one action, which changes what is due."""

from celery import shared_task

from groups.directory import actions


@shared_task(name="groups.import_meetings")
def import_meetings() -> None:
    """Lists whose time has come are begun; all that waits, or was left by a worker that is gone, is read."""
    actions.start_due()
    actions.import_waiting()
