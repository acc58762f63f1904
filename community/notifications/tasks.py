from celery import shared_task

from community.notifications.actions import deliver_due


@shared_task(name="community.notifications.deliver")
def deliver() -> None:
    """Send the mails that are due."""
    deliver_due()
