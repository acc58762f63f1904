"""Doorbells of the beat: each calls one action, which changes what is due."""

from celery import shared_task

from community.safety.actions import tell_staff_of_late_appeals


@shared_task(name="community.safety.tell_of_late_appeals")
def tell_of_late_appeals() -> None:
    """Appeals that keepers have not answered in a day are put before the staff."""
    tell_staff_of_late_appeals()
