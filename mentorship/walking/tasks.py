"""Doorbells of the beat: each calls one action, which claims what is due by changing rows."""

from celery import shared_task

from mentorship.walking.actions import ask_how, nudge, remind_of_calls, send_due


@shared_task(name="mentorship.send_words_for_later")
def send_words_for_later() -> None:
    """Words that were written for this moment are said."""
    send_due()


@shared_task(name="mentorship.remind_of_calls")
def remind_of_talks() -> None:
    """Two who agreed on a time are told that it is near."""
    remind_of_calls()


@shared_task(name="mentorship.nudge_pairs")
def nudge_pairs() -> None:
    """Whoever wished it is told of a silence; both are asked how it goes when it is time."""
    nudge()
    ask_how()
