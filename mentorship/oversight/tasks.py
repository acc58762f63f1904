from celery import shared_task

from mentorship.oversight.actions import tell_of_late


@shared_task(name="mentorship.tell_of_late_concerns")
def tell_of_late_concerns() -> None:
    """No concern is left lying."""
    tell_of_late()
