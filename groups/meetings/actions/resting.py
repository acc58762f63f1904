"""A meeting rests: for some days, for a time, or for good."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.clock import local_day
from community.kit.gate import Refused
from community.members.models import Member
from groups.meetings import notifications
from groups.meetings.actions.answering import move_up_in
from groups.meetings.actions.hands import changer, hold_all, locked
from groups.meetings.actions.listing import keep_listed
from groups.meetings.models import Meeting, Occurrence, Pause


@transaction.atomic
def leave_out(meeting: Meeting, *, by: Member, first_day: date, last_day: date, because: str = "") -> Pause:
    """Days on which it does not happen: holidays, for example. Those who come on one of them are told.

    ``PermissionDenied`` where it is not theirs, ``Refused`` for days that end before they begin or are over.
    """
    changer(meeting, by)
    meeting = locked(meeting)
    now = timezone.now()
    if last_day < first_day:
        raise Refused("days", _("The last day is before the first."), field="last_day")
    if last_day < local_day(now, meeting.zone):
        raise Refused("past", _("These days are over already."), field="last_day")
    pause = Pause.objects.create(meeting=meeting, first_day=first_day, last_day=last_day, because=because, by=by)
    off = [
        one
        for one in meeting.occurrences.filter(starts_at__gt=now, cancelled_at=None)
        if first_day <= local_day(one.original_start, meeting.zone) <= last_day
    ]
    hold_all(one.pk for one in off)
    Occurrence.objects.filter(pk__in=[one.pk for one in off]).update(
        cancelled_at=pause.created_at, cancelled_by=by, pause=pause, note=because
    )
    _changed(meeting, "meeting_left_out", by, because)
    for one in off:
        one.meeting = meeting
        notifications.tell_called_off(one, by=by)
    return pause


@transaction.atomic
def take_pause_back(pause: Pause, *, by: Member) -> None:
    """It happens on these days after all, where nobody called it off by hand; those who came are told."""
    changer(pause.meeting, by)
    meeting = locked(pause.meeting)
    back = list(meeting.occurrences.filter(pause=pause, starts_at__gt=timezone.now()))
    hold_all(one.pk for one in back)
    Occurrence.objects.filter(pk__in=[one.pk for one in back]).update(
        cancelled_at=None, cancelled_by=None, pause=None, note=""
    )
    pause.delete()
    _changed(meeting, "meeting_back_on", by, "")
    for one in back:
        one.meeting = meeting
        notifications.tell_back_on(one, by=by)
    move_up_in(meeting)


@transaction.atomic
def close_for_now(meeting: Meeting, *, by: Member, because: str = "") -> bool:
    """Temporarily closed: it keeps its place in lists, with why, and does not happen. False where it was already."""
    changer(meeting, by)
    meeting = locked(meeting)
    if meeting.closed_at is not None:
        return False
    meeting.closed_at, meeting.closed_because = timezone.now(), because.strip()
    meeting.save(update_fields=["closed_at", "closed_because"])
    _changed(meeting, "meeting_closed", by, because)
    _tell(meeting, by, for_good=False)
    return True


@transaction.atomic
def open_again(meeting: Meeting, *, by: Member) -> bool:
    """It happens again from now on. False where it was not closed."""
    changer(meeting, by)
    meeting = locked(meeting)
    if meeting.closed_at is None:
        return False
    meeting.closed_at, meeting.closed_because = None, ""
    meeting.save(update_fields=["closed_at", "closed_because"])
    _changed(meeting, "meeting_opened", by, "")
    move_up_in(meeting)
    return True


@transaction.atomic
def end_meeting(meeting: Meeting, *, by: Member, because: str) -> bool:
    """It is over for good and leaves every list; those who come are told. False where it had ended.

    Raises ``Refused`` without a reason.
    """
    changer(meeting, by)
    meeting = locked(meeting)
    if meeting.ended_at is not None:
        return False
    if not because.strip():
        raise Refused("because", _("Please say why, in a few words. It stays in the log."), field="because")
    meeting.ended_at, meeting.ended_by = timezone.now(), by
    meeting.save(update_fields=["ended_at", "ended_by"])
    _changed(meeting, "meeting_ended", by, because)
    _tell(meeting, by, for_good=True)
    return True


def _tell(meeting: Meeting, by: Member, *, for_good: bool) -> None:
    coming = notifications.concerned(meeting.occurrences.filter(ends_at__gt=timezone.now(), cancelled_at=None))
    others = [one for one in coming if one.pk != by.pk]
    notifications.tell_no_more(meeting, others, for_good=for_good)


def _changed(meeting: Meeting, act: str, by: Member, reason: str) -> None:
    """Calendars hear of it by a higher number, the log by an entry."""
    meeting.save(update_fields=[*meeting.calendars_hear()])
    keep_listed(meeting)
    facility = meeting.group.facility
    record(act, by=by, reason=reason, scope=meeting.group.scope, facility=facility, subject=str(meeting))
