"""A doorbell of the beat: it calls one action, which claims what is due."""

from celery import shared_task

from mentorship.profiles import actions


@shared_task(name="mentorship.let_rests_end")
def let_rests_end() -> None:
    """A mentor's rest ends on its day."""
    actions.let_rests_end()


@shared_task(name="mentorship.remind_of_reviews")
def remind_of_reviews() -> None:
    """Mentors hear in time of their yearly talk."""
    actions.remind_of_reviews()
