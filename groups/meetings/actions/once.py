"""One time is another: it moves, does not happen, or happens after all."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.gate import Refused
from community.members.models import Member
from groups.meetings import notifications
from groups.meetings.actions import answering
from groups.meetings.actions.hands import changer
from groups.meetings.models import Meeting, Occurrence


@dataclass(frozen=True)
class ThisOnce:
    """How one time is: when, where (empty: as always), for how many, and a word to those who come."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    address: str = ""
    places: int | None = None
    note: str = ""


@transaction.atomic
def change_once(occurrence: Occurrence, *, by: Member, this: ThisOnce) -> Occurrence:
    """Change this one alone. Those who come, or wait, are told where time or place are others.

    Places never become fewer than come already. ``PermissionDenied`` where it is not theirs to change; ``Refused``
    where it is over, would begin in the past or end before it begins.
    """
    changer(occurrence.meeting, by)
    occurrence = answering.locked(occurrence)
    now = timezone.now()
    if occurrence.ends_at <= now:
        raise Refused("over", _("This one is over. What was, stays as it was."))
    if this.ends_at <= this.starts_at:
        raise Refused("ends", _("It would end before it begins."), field="minutes")
    if this.ends_at <= now:
        raise Refused("past", _("That time is over already."), field="day")
    moves = (this.starts_at, this.ends_at) != (occurrence.starts_at, occurrence.ends_at)
    elsewhere = (this.place, this.address) != (occurrence.place, occurrence.address)
    if moves:
        occurrence.starts_at, occurrence.ends_at = this.starts_at, this.ends_at
        occurrence.moved_at, occurrence.moved_by = now, by
    occurrence.place, occurrence.address, occurrence.note = this.place, this.address, this.note
    occurrence.places = None if this.places is None else max(this.places, occurrence.going)
    occurrence.save()
    _traced("meeting_moved", occurrence, by, this.note)
    if moves or elsewhere:
        notifications.tell_moved(occurrence, by=by)
    answering.move_up(occurrence)
    return occurrence


@transaction.atomic
def call_off(occurrence: Occurrence, *, by: Member, note: str = "") -> bool:
    """This one does not happen; those who come are told. False where it was called off already.

    ``PermissionDenied`` where it is not theirs, ``Refused`` where it is over.
    """
    changer(occurrence.meeting, by)
    occurrence = answering.locked(occurrence)
    if occurrence.ends_at <= timezone.now():
        raise Refused("over", _("This one is over. What was, stays as it was."))
    if occurrence.cancelled_at is not None:
        return False
    occurrence.cancelled_at, occurrence.cancelled_by, occurrence.note = timezone.now(), by, note.strip()
    occurrence.save(update_fields=["cancelled_at", "cancelled_by", "note"])
    _traced("meeting_called_off", occurrence, by, note)
    notifications.tell_called_off(occurrence, by=by)
    return True


@transaction.atomic
def bring_back(occurrence: Occurrence, *, by: Member) -> bool:
    """It happens after all; those who came are told. False where it was not called off. Raises as ``call_off``."""
    changer(occurrence.meeting, by)
    occurrence = answering.locked(occurrence)
    if occurrence.ends_at <= timezone.now():
        raise Refused("over", _("This one is over. What was, stays as it was."))
    if occurrence.cancelled_at is None:
        return False
    occurrence.cancelled_at = occurrence.cancelled_by = occurrence.pause = None
    occurrence.note = ""
    occurrence.save(update_fields=["cancelled_at", "cancelled_by", "pause", "note"])
    _traced("meeting_back_on", occurrence, by, "")
    notifications.tell_back_on(occurrence, by=by)
    answering.move_up(occurrence)
    return True


def _traced(act: str, occurrence: Occurrence, by: Member, reason: str) -> None:
    """Calendars hear of it by a higher number, the log by an entry."""
    meeting = occurrence.meeting
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(sequence=F("sequence") + 1, changed_at=now)
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, now
    facility = meeting.group.facility
    record(act, by=by, reason=reason, scope=meeting.group.scope, facility=facility, subject=str(meeting))
