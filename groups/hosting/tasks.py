"""Doorbells of the beat: each calls one action, which changes what is due."""

from celery import shared_task

from community.notifications.doorbell import ring
from groups.hosting import actions


@shared_task(name="groups.keep_hosts")
def keep_hosts() -> None:
    """Hosts are asked, waited for, and stood in for."""
    actions.keep_hosts()


@shared_task(name="groups.remind_of_meetings")
def remind_of_meetings() -> None:
    """Remind whoever it is time for, and let the mails go at once."""
    if actions.remind_due():
        ring()


@shared_task(name="groups.ask_after_meetings")
def ask_after_meetings() -> None:
    """Ask those who came how it was."""
    actions.ask_after()
