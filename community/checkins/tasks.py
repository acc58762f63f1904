from celery import shared_task

from community.checkins.actions import remind_due
from community.notifications.doorbell import ring


@shared_task(name="community.checkins.remind")
def remind() -> None:
    """Remind whoever it is time for, and let the mails go at once."""
    if remind_due():
        ring()
