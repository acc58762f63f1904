"""Doorbells of the beat: each calls one action, which asks the rows what is due."""

from celery import shared_task

from groups.welcome.actions import count_who_came_back, introduce_newcomers, keep_hellos


@shared_task(name="groups.keep_hellos")
def keep_hellos_task() -> None:
    """Someone new may have said something, or been answered, or waits for too long."""
    keep_hellos()


@shared_task(name="groups.introduce_newcomers")
def introduce_newcomers_task() -> None:
    """Someone may have come in who knows nobody yet."""
    introduce_newcomers()


@shared_task(name="groups.count_who_came_back")
def count_who_came_back_task() -> None:
    """Newcomers may have spoken again."""
    count_who_came_back()
