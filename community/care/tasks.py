from celery import shared_task

from community.care.actions import read_new_words


@shared_task(name="community.care.read_new_words")
def read_new_words_task() -> None:
    """Look for words that weigh."""
    read_new_words()
