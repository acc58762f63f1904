"""A series is changed: all of it that is to come, or from one of its times on."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.clock import local_day
from community.kit.gate import Refused
from community.members.models import Member
from groups.meetings import notifications
from groups.meetings.actions import answering
from groups.meetings.actions.hands import changer, hold_all, locked, within_reach
from groups.meetings.actions.listing import keep_listed
from groups.meetings.actions.planning import columns, sensible
from groups.meetings.actions.writing_ahead import pause_of, starts_of, write_occurrences, written_until
from groups.meetings.models import Meeting, Occurrence, Pause
from groups.meetings.plan import Plan
from groups.meetings.repeating import ended_before

#: A time of the old rule goes over to one of the new that is no farther off, with all who said they come.
SAME_TIME_WITHIN = timedelta(days=4)
TIMING = ("zone", "starts_on", "starts_at", "minutes", "rule")


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: Member, plan: Plan, read: int | None = None) -> Meeting:
    """Change all of it that is to come. What has begun or is over stays as it was, and so do single changes.

    Whoever said they come keeps that for the nearest new time; where there is none, and where times are others, they
    are told. ``read`` is the ``sequence`` that was read: ``Refused`` where somebody changed it meanwhile.
    ``PermissionDenied`` where it is not theirs to change.
    """
    plan = within_reach(plan, changer(meeting, by))
    meeting = locked(meeting)
    if read is not None and read != meeting.sequence:
        raise Refused("changed", _("Somebody changed it while you wrote. Please look at it anew."))
    before = {name: getattr(meeting, name) for name in (*TIMING, "places")}
    _rewrite_columns(meeting, sensible(plan))
    keep_listed(meeting)
    record("meeting_changed", by=by, scope=meeting.group.scope, facility=meeting.group.facility, subject=str(meeting))
    if any(before[name] != getattr(meeting, name) for name in TIMING):
        moved = rewrite_occurrences(meeting, now=timezone.now(), minutes_before=before["minutes"])
        notifications.tell_series_changed(meeting, [one for one in moved if one.pk != by.pk])
    if before["places"] != meeting.places:
        _change_places(meeting, before["places"])
    return meeting


@transaction.atomic
def change_from(occurrence: Occurrence, *, by: Member, plan: Plan) -> Meeting:
    """Change this one and all after it: the series ends before it, and a new one goes on from it.

    Answers, days off and single changes go along. Returns the new series; the same one where this is its first time.
    Raises as ``change_meeting`` does.
    """
    plan = sensible(within_reach(plan, changer(occurrence.meeting, by)))
    meeting = locked(occurrence.meeting)
    if not meeting.rule or not meeting.occurrences.filter(original_start__lt=occurrence.original_start).exists():
        return change_meeting(meeting, by=by, plan=plan)
    new = Meeting.objects.create(
        group=meeting.group, by=meeting.by, continues=meeting, listed_at=meeting.listed_at, **columns(plan)
    )
    days = [
        Pause(meeting=new, first_day=one.first_day, last_day=one.last_day, because=one.because, by=one.by)
        for one in meeting.pauses.filter(last_day__gte=plan.starts_on)
    ]
    Pause.objects.bulk_create(days)
    old_minutes, old_places = meeting.minutes, meeting.places
    meeting.occurrences.filter(original_start__gte=occurrence.original_start).update(meeting=new, pause=None)
    meeting.rule = ended_before(meeting.rule, occurrence.original_start)
    meeting.listed_at = None
    meeting.save(update_fields=["rule", "listed_at", *meeting.calendars_hear()])
    keep_listed(meeting)
    keep_listed(new)
    record("meeting_changed", by=by, scope=new.group.scope, facility=new.group.facility, subject=str(new))
    moved = rewrite_occurrences(new, now=timezone.now(), minutes_before=old_minutes)
    notifications.tell_series_changed(new, [one for one in moved if one.pk != by.pk])
    if old_places != new.places:
        _change_places(new, old_places)
    return new


def rewrite_occurrences(meeting: Meeting, *, now: datetime, minutes_before: int) -> list[Member]:
    """Bring the coming occurrences in line with the rule. The meeting's row is held by the caller.

    Returns those who come to one of them, or wait, and need to hear: its time is another, or it is gone.
    """
    coming = meeting.occurrences.filter(original_start__gt=now)
    hold_all(coming.values_list("pk", flat=True))
    old = list(coming.order_by("original_start"))
    until = written_until(meeting, now)
    pairs = _paired(old, starts_of(meeting, after=now, until=until), meeting.zone)
    pauses = list(meeting.pauses.all())
    changed: list[Occurrence] = []
    for one, start in pairs:
        if _bring_over(one, start, meeting, minutes_before, pauses):
            changed.append(one)
    kept = {one.pk for one, _start in pairs}
    gone = [one for one in old if one.pk not in kept]
    to_tell = notifications.concerned([*changed, *gone])
    Occurrence.objects.filter(pk__in=[one.pk for one in gone]).delete()
    Occurrence.objects.bulk_update(
        [one for one, _start in pairs],
        ["original_start", "starts_at", "ends_at", "cancelled_at", "cancelled_by", "pause", "note"],
    )
    Meeting.objects.filter(pk=meeting.pk).update(written_to=now)
    meeting.written_to = now
    write_occurrences(meeting, now=now)
    return to_tell


def _bring_over(one: Occurrence, start: datetime, meeting: Meeting, minutes_before: int, pauses: list[Pause]) -> bool:
    """Give an occurrence its new time, unless somebody moved it by hand. True where its time is another now."""
    was = (one.starts_at, one.ends_at, one.cancelled_at is None)
    one.original_start = start
    if one.moved_at is None:
        one.starts_at, one.ends_at = start, start + timedelta(minutes=meeting.minutes)
    elif one.ends_at - one.starts_at == timedelta(minutes=minutes_before):
        one.ends_at = one.starts_at + timedelta(minutes=meeting.minutes)
    pause = pause_of(meeting, start, pauses)
    if pause is not None and one.cancelled_at is None:
        one.cancelled_at, one.cancelled_by, one.pause, one.note = pause.created_at, pause.by, pause, pause.because
    elif pause is None and one.pause is not None:
        one.cancelled_at, one.cancelled_by, one.pause, one.note = None, None, None, ""
    return was != (one.starts_at, one.ends_at, one.cancelled_at is None)


def _paired(old: list[Occurrence], new: list[datetime], zone: str) -> list[tuple[Occurrence, datetime]]:
    """Which old time becomes which new one: the same day first, then the nearest within a few days."""
    free = dict.fromkeys(new)
    by_day = {local_day(start, zone): start for start in reversed(new)}
    pairs, left = [], []
    for one in old:
        start = by_day.get(local_day(one.original_start, zone))
        if start is not None and start in free:
            del free[start]
            pairs.append((one, start))
        else:
            left.append(one)
    for one in left:
        near = [start for start in free if abs(start - one.original_start) <= SAME_TIME_WITHIN]
        if near:
            start = min(near, key=lambda start: (abs(start - one.original_start), start))
            del free[start]
            pairs.append((one, start))
    return pairs


def _rewrite_columns(meeting: Meeting, plan: Plan) -> None:
    for name, value in columns(plan).items():
        setattr(meeting, name, value)
    meeting.calendars_hear()
    meeting.save()


def _change_places(meeting: Meeting, before: int | None) -> None:
    """Coming times that had as many places as all have as many as all now, but never fewer than come already."""
    coming = meeting.occurrences.filter(ends_at__gt=timezone.now(), places=before)
    for pk in coming.order_by("pk").values_list("pk", flat=True):
        occurrence = answering.locked(Occurrence(pk=pk))
        places = None if meeting.places is None else max(meeting.places, occurrence.going)
        Occurrence.objects.filter(pk=pk).update(places=places)
        occurrence.places = places
        answering.move_up(occurrence)
