from celery import shared_task

from community.members.actions import forget_strays


@shared_task(name="community.members.forget_strays")
def forget_strays_task() -> None:
    """Forget unconfirmed sign-ups and sessions that have run out."""
    while forget_strays():
        pass
