from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from community.checkins.actions.remind_me import reckon
from community.checkins.models import CheckIn, Occurrence, Reminder
from community.checkins.notifications import remind
from community.checkins.times import GRACE

log = structlog.get_logger(__name__)

MOST_IN_A_ROUND = 2000
Outcome = Occurrence.Outcome
Row = TypeVar("Row", Reminder, Occurrence)


def remind_due() -> int:
    """Remind whoever it is time for; return how many were reminded.

    One reminder is one transaction: its row is claimed (``SKIP LOCKED``), the day's Occurrence written, the
    notice and the mail it owes stored, and the next time set, or none of it. So two workers at once share
    the work, and one that is killed at any point leaves the reminder as it was, to be found again.
    """
    reckon_moved()
    return _each(_due, _ask) + _each(_snoozed, _ask_again)


@transaction.atomic
def reckon_moved() -> int:
    """Set the next time anew for members who now live in another zone, before their old hour strikes."""
    moved = Reminder.objects.moved().select_for_update(skip_locked=True, of=("self",)).select_related("member")
    rows = list(moved[:500])
    for reminder in rows:
        reckon(reminder)
    Reminder.objects.bulk_update(rows, ["zone", "due_at", "due_on"])
    return len(rows)


def _each(find: Callable[[datetime], "QuerySet[Row]"], deal: Callable[[Row, datetime], bool]) -> int:
    """Claim one after the other until there is none; one that fails is passed over until the next round."""
    done = 0
    failed: list[int] = []
    for _turn in range(MOST_IN_A_ROUND):
        now = timezone.now()
        with transaction.atomic():
            row = find(now).select_for_update(skip_locked=True, of=("self",)).exclude(pk__in=failed).first()
            if row is None:
                break
            try:
                with transaction.atomic():
                    done += deal(row, now)
            except Exception:
                log.exception("reminder.failed", row=row.pk)
                failed.append(row.pk)
    return done


def _due(now: datetime) -> "QuerySet[Reminder]":
    return Reminder.objects.due(now).select_related("member").order_by("due_at", "pk")


def _ask(reminder: Reminder, now: datetime) -> bool:
    day, due_at = reminder.due_on, reminder.due_at
    if reminder.zone != reminder.member.time_zone:
        asked = False
    else:
        occurrence, first = Occurrence.objects.get_or_create(
            reminder=reminder, day=day, defaults={"outcome": _outcome(reminder, now)}
        )
        asked = first and occurrence.outcome == Outcome.SENT
        if asked:
            remind(reminder, day)
    reckon(reminder)
    reminder.save(update_fields=["zone", "due_at", "due_on"])
    log.info("reminder.dealt_with", reminder=reminder.pk, late_seconds=int((now - due_at).total_seconds()))
    return asked


def _outcome(reminder: Reminder, now: datetime) -> Outcome:
    if CheckIn.objects.filter(member=reminder.member, day=reminder.due_on).exists():
        return Outcome.NEEDLESS
    return Outcome.MISSED if now - reminder.due_at > GRACE else Outcome.SENT


def _snoozed(now: datetime) -> "QuerySet[Occurrence]":
    return Occurrence.objects.filter(again_at__lte=now).select_related("reminder__member").order_by("again_at", "pk")


def _ask_again(occurrence: Occurrence, now: datetime) -> bool:
    due_at, reminder = occurrence.again_at, occurrence.reminder
    occurrence.again_at = None
    occurrence.save(update_fields=["again_at"])
    done = CheckIn.objects.filter(member=reminder.member, day=occurrence.day).exists()
    gone = reminder.paused_at is not None or reminder.member.ended_at is not None
    if done or gone or due_at is None or now - due_at > GRACE:
        return False
    remind(reminder, occurrence.day)
    return True
