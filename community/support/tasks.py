from celery import shared_task
from django.utils import timezone

from community.support.actions import look_at_lines


@shared_task(name="community.support.look_at_lines")
def look_at_lines_task() -> None:
    """Once a day."""
    look_at_lines(timezone.now().date())
