"""Reminders before a meeting: a row for each, written ahead, claimed when it is due, sent once."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.members.models import Member
from community.notifications.models import Preference
from groups.hosting import notifications
from groups.hosting.models import MeetingReminder, ReminderWish
from groups.hosting.reminding import due_at
from groups.meetings.models import Answer, Occurrence
from groups.meetings.policies import is_on

log = structlog.get_logger(__name__)

#: Reminders are written for what begins within this: the longest wish, and a night of quiet hours before it.
AHEAD = ReminderWish.LONGEST + timedelta(days=1)
A_ROUND = 2000


def wish(by: Member, *, minutes: int) -> None:
    """How long before a meeting ``by`` is reminded from now on. ``Refused`` (field ``minutes``) for another number."""
    if minutes not in ReminderWish.Before.values:
        raise Refused("minutes", _("Please choose one of these."), field="minutes")
    with transaction.atomic():
        ReminderWish.objects.update_or_create(member=by, defaults={"minutes": minutes})
        MeetingReminder.objects.owed().filter(member=by).delete()


def write_reminders(*, now: datetime | None = None) -> int:
    """Write the rows of what begins soon, for all who come and want to be reminded; how many. Twice is once."""
    now = now or timezone.now()
    written = MeetingReminder.objects.filter(
        occurrence=OuterRef("occurrence"), member=OuterRef("member"), starts_at=OuterRef("occurrence__starts_at")
    )
    coming = (
        Answer.objects.going()
        .filter(occurrence__in=Occurrence.objects.standing(), member__ended_at=None)
        .filter(occurrence__starts_at__gt=now, occurrence__starts_at__lte=now + AHEAD)
        .exclude(member__reminder_wish__minutes=ReminderWish.Before.NEVER)
        .exclude(Exists(written))
        .select_related("occurrence", "member__reminder_wish", "member__preference")
        .order_by("occurrence__starts_at", "pk")
    )
    rows = [_row(one) for one in coming[:A_ROUND]]
    MeetingReminder.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def remind_due() -> int:
    """Remind whoever it is time for; how many were.

    One reminder is one transaction: its row is claimed (``SKIP LOCKED``), the notice and the mail it owes are stored,
    and it is marked as sent, or none of it. So two workers share the work, and one that is killed at any point leaves
    the row to be found again.
    """
    write_reminders()
    sent, failed = 0, list[int]()
    for _turn in range(A_ROUND):
        now = timezone.now()
        with transaction.atomic():
            due = (
                MeetingReminder.objects.due(now)
                .exclude(pk__in=failed)
                .select_for_update(skip_locked=True, of=("self",))
            )
            row = due.select_related("occurrence__meeting__group", "member").order_by("due_at", "pk").first()
            if row is None:
                break
            try:
                with transaction.atomic():
                    sent += _deal(row, now)
            except Exception:
                log.exception("meeting_reminder.failed", row=row.pk)
                failed.append(row.pk)
    return sent


def _row(answer: Answer) -> MeetingReminder:
    """Whoever says they come later than they would be reminded knows already: that row is written as dropped."""
    occurrence, member = answer.occurrence, answer.member
    due = _due(occurrence, member)
    known = answer.since >= due
    return MeetingReminder(
        occurrence=occurrence,
        member=member,
        starts_at=occurrence.starts_at,
        due_at=due,
        dropped_at=answer.since if known else None,
    )


def _due(occurrence: Occurrence, member: Member) -> datetime:
    wished: ReminderWish | None = getattr(member, "reminder_wish", None)
    preference: Preference | None = getattr(member, "preference", None)
    minutes = ReminderWish.USUAL if wished is None else wished.minutes
    return due_at(occurrence.starts_at, minutes, member.time_zone, preference or Preference(member=member))


def _deal(row: MeetingReminder, now: datetime) -> bool:
    """Send it, put it off where their hours have changed since, or drop it where it is of no use any more."""
    occurrence = row.occurrence
    coming = Answer.objects.going().filter(occurrence=occurrence, member=row.member_id).exists()
    of_use = coming and is_on(occurrence) and occurrence.starts_at == row.starts_at and now < row.starts_at
    seen = Occurrence.objects.visible_to(row.member).filter(pk=occurrence.pk).exists()
    if not of_use or not seen or row.member.ended_at is not None:
        row.dropped_at = now
        row.save(update_fields=["dropped_at"])
        return False
    due = _due(occurrence, row.member)
    if due > now:
        row.due_at = due
        row.save(update_fields=["due_at"])
        return False
    row.sent_at = now
    row.save(update_fields=["sent_at"])
    notifications.remind(occurrence, row.member)
    return True
