from celery import shared_task

from community.conversations.actions.floor import keep_floors
from community.conversations.actions.tell_mentions import tell_mentions


@shared_task(name="community.conversations.tell_mentions")
def tell_mentions_task() -> None:
    """Tell those who were named."""
    tell_mentions()


@shared_task(name="community.conversations.keep_floors")
def keep_floors_task() -> None:
    """Let text meetings go on, also where no page is open."""
    keep_floors()
