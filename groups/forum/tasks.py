"""Doorbells: each calls one action, which claims what is due."""

from celery import shared_task

from groups.forum.actions import tell_news


@shared_task(name="groups.tell_discussions")
def tell_discussions() -> None:
    """Tell of answers and names that nobody has been told of."""
    tell_news()
