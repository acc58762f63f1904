"""A doorbell of the beat: it calls one action, which claims what is due."""

from celery import shared_task

from mentorship.giving.actions import ask_due


@shared_task(name="mentorship.ask_to_give_back")
def ask_to_give_back() -> None:
    """Once a season, whoever has walked long enough is asked."""
    ask_due()
