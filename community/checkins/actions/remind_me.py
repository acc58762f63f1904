from collections.abc import Collection
from datetime import time

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.checkins.models import Occurrence, Reminder
from community.checkins.times import next_time
from community.kit.gate import Refused, require
from community.members.models import Member
from community.notifications.models import Preference

MOST = 6


@transaction.atomic
def remind_me(by: Member, *, at: time, days: Collection[int] = Reminder.EVERY_DAY) -> Reminder:
    """Ask ``by`` how it is at that time of their own day, on those ISO weekdays.

    Raises ``Refused`` (fields ``at``, ``days``) for no day at all, a time that is there already, one within
    the member's quiet hours, or more than six.
    """
    _check(by, at, days)
    Member.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    if Reminder.objects.filter(member=by).count() >= MOST:
        raise Refused("enough", _("Six times a day is as often as we ask. Take one away first."))
    reminder = Reminder(member=by, at=at, days=sorted(set(days)))
    reckon(reminder)
    return _save(reminder)


@transaction.atomic
def change(reminder: Reminder, *, by: Member, at: time, days: Collection[int]) -> Reminder:
    """Another time, other days. Raises as ``remind_me`` does."""
    reminder = _own(reminder, by)
    _check(by, at, days)
    reminder.at, reminder.days = at, sorted(set(days))
    reckon(reminder)
    return _save(reminder)


@transaction.atomic
def forget(reminder: Reminder, *, by: Member) -> None:
    """Take the reminder away. Twice is once."""
    require(reminder.member_id == by.pk)
    Reminder.objects.filter(pk=reminder.pk).delete()


@transaction.atomic
def pause(reminder: Reminder, *, by: Member) -> Reminder:
    """Keep the time and ask no more until ``resume``."""
    reminder = _own(reminder, by)
    if reminder.paused_at is None:
        reminder.paused_at = timezone.now()
        reminder.save(update_fields=["paused_at"])
        Occurrence.objects.filter(reminder=reminder).update(again_at=None)
    return reminder


@transaction.atomic
def resume(reminder: Reminder, *, by: Member) -> Reminder:
    """Ask again from the next time on; what passed meanwhile is not made up for."""
    reminder = _own(reminder, by)
    if reminder.paused_at is not None:
        reminder.paused_at = None
        reckon(reminder)
        reminder.save()
    return reminder


def reckon(reminder: Reminder) -> None:
    """Set the next instant, from now on and never twice on one day, in the zone the member has today."""
    zone = reminder.member.time_zone
    asked = None
    if reminder.pk:
        asked = reminder.occurrences.order_by("-day").values_list("day", flat=True).first()
    reminder.zone = zone
    reminder.due_at, reminder.due_on = next_time(reminder.at, reminder.days, zone, after=timezone.now(), past=asked)


def _own(reminder: Reminder, by: Member) -> Reminder:
    """The row, held until the end of the transaction; PermissionDenied for another's."""
    require(reminder.member_id == by.pk)
    return Reminder.objects.select_for_update(of=("self",)).select_related("member").get(pk=reminder.pk)


def _check(by: Member, at: time, days: Collection[int]) -> None:
    if not days or not set(days) <= set(Reminder.EVERY_DAY):
        raise Refused("no_day", _("Choose at least one day."), field="days")
    preference = Preference.of(by)
    if preference.is_quiet(at):
        reason = _("That lies in your quiet hours, %(quiet_from)s to %(quiet_until)s. Choose another time.") % {
            "quiet_from": f"{preference.quiet_from:%H:%M}",
            "quiet_until": f"{preference.quiet_until:%H:%M}",
        }
        raise Refused("quiet", reason, field="at")


def _save(reminder: Reminder) -> Reminder:
    try:
        with transaction.atomic():
            reminder.save()
    except IntegrityError as clash:
        if "reminder_once_a_time" not in str(clash):
            raise
        raise Refused("there", _("We ask you at that time already."), field="at") from clash
    return reminder
