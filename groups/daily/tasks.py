"""Doorbells of the beat: each calls one action, which changes what is due."""

from celery import shared_task

from groups.daily.actions import open_due


@shared_task(name="groups.open_dailies")
def open_dailies() -> None:
    """The threads of the day open at their groups' hours."""
    open_due()
