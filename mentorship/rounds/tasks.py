"""Doorbells of rounds: each calls what claims its work by changing rows."""

from celery import shared_task

from mentorship.rounds.actions import begin_daily, let_lapse, match_owed


@shared_task(name="mentorship.match_rounds")
def match_rounds() -> None:
    """Rounds that somebody began, and those a worker died over."""
    match_owed()


@shared_task(name="mentorship.daily_rounds")
def daily_rounds() -> None:
    """The day's rounds are begun where people wait; proposals nobody answered give their places back."""
    let_lapse()
    begin_daily()
