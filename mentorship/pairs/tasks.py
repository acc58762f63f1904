"""Doorbells of the beat: each calls one action, which claims what is due."""

from celery import shared_task

from mentorship.pairs.actions import let_move_on, part, tell_of_words, wake_due


@shared_task(name="mentorship.let_requests_move_on")
def let_requests_move_on() -> None:
    """No request is left standing."""
    let_move_on()


@shared_task(name="mentorship.part_pairs")
def part_pairs() -> None:
    """A block, or someone's leaving, ends a pair."""
    part()


@shared_task(name="mentorship.tell_of_words")
def tell_of_unread_words() -> None:
    """Words of the other that wait unread are worth a notice."""
    tell_of_words()


@shared_task(name="mentorship.wake_talks")
def wake_talks() -> None:
    """A talk whose days of rest are over goes on."""
    wake_due()
