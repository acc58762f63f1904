"""Doorbells of the beat: each calls one action, which changes what is due."""

from celery import shared_task

from groups.moderation.actions import let_sanctions_end


@shared_task(name="groups.let_sanctions_end")
def let_sanctions_end_task() -> None:
    """What was asked of members for a while ends by itself."""
    let_sanctions_end()
