from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from community.checkins.models import Occurrence, Reminder
from community.checkins.notifications import no_longer_wait
from community.kit.clock import local_day
from community.members.models import Member

AN_HOUR = timedelta(hours=1)


@transaction.atomic
def snooze(by: Member, *, wait: timedelta = AN_HOUR) -> bool:
    """Ask again a while later, once. False where nothing has been asked today."""
    today = local_day(timezone.now(), by.time_zone)
    asked = (
        Occurrence.today_of(by, today)
        .filter(outcome=Occurrence.Outcome.SENT, reminder__paused_at=None)
        .order_by("-created_at")
        .first()
    )
    no_longer_wait(by)
    if asked is None:
        return False
    Occurrence.objects.filter(pk=asked.pk).update(again_at=timezone.now() + wait)
    return True


@transaction.atomic
def skip_today(by: Member) -> None:
    """No more asking today, and nothing to make up for. The rows are there before their hour is."""
    today = local_day(timezone.now(), by.time_zone)
    reminders = list(Reminder.objects.select_for_update().filter(member=by))
    Occurrence.objects.bulk_create(
        [Occurrence(reminder=one, day=today, outcome=Occurrence.Outcome.SKIPPED) for one in reminders],
        ignore_conflicts=True,
    )
    Occurrence.today_of(by, today).update(again_at=None)
    no_longer_wait(by)
