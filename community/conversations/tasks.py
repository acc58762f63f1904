from celery import shared_task

from community.conversations.actions.tell_mentions import tell_mentions


@shared_task(name="community.conversations.tell_mentions")
def tell_mentions_task() -> None:
    """Tell those who were named."""
    tell_mentions()
