"""Doorbells of the beat: each calls actions, which claim what is due."""

from celery import shared_task

from mentorship.deputies import actions


@shared_task(name="mentorship.keep_deputies")
def keep_deputies() -> None:
    """A deputy's time ends by itself; words that wait unread are worth a notice."""
    actions.keep()
    actions.tell_of_words()
