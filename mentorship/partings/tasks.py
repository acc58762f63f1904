"""Doorbells of the beat: each calls one action, which claims what is due."""

from celery import shared_task

from mentorship.partings.actions import let_days_come


@shared_task(name="mentorship.let_last_days_come")
def let_last_days_come() -> None:
    """A pair whose last day is over ends, and its letters are given."""
    let_days_come()
