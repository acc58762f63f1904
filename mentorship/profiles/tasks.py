"""A doorbell of the beat: it calls one action, which claims what is due."""

from celery import shared_task

from mentorship.profiles import actions


@shared_task(name="mentorship.remind_of_reviews")
def remind_of_reviews() -> None:
    """Mentors hear in time of their yearly talk."""
    actions.remind_of_reviews()
