"""Doorbells of the beat: each calls one action, which changes what is due."""

from celery import shared_task

from groups.roster.actions import keep_places


@shared_task(name="groups.keep_places")
def keep_places_true() -> None:
    """People change where they are on the road; their places in chats for some stages follow."""
    keep_places()
