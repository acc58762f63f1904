"""The times a meeting happens are written down ahead, so that lists, answers and reminders have rows to stand on."""

from datetime import datetime, timedelta
from functools import partial

from django.db.models import Q
from django.utils import timezone

from community.kit.clock import local_day, moment_of
from community.kit.one_by_one import one_by_one
from groups.meetings.models import Meeting, Occurrence, Pause
from groups.meetings.repeating import starts

#: So far ahead they are written; looked at again when less than this, less a week, is left.
AHEAD = timedelta(days=120)
LOOK_AGAIN = timedelta(days=7)
#: Of what began long ago so much is written: calendars look back no farther.
BACK = timedelta(days=60)


def write_ahead(*, now: datetime | None = None) -> int:
    """Write what is still missing of every meeting's coming occurrences; how many were written.

    Each meeting in a transaction of its own, its row locked; one that another worker holds is passed by, and one that
    fails holds up no other. Doing it twice writes nothing twice.
    """
    now = now or timezone.now()
    due = Meeting.objects.filter(
        Q(written_to=None) | Q(written_to__lt=now + AHEAD - LOOK_AGAIN), ended_at=None
    ).values_list("pk", flat=True)
    return one_by_one(list(due), partial(_write, now=now), what="meeting.not_written")


def _write(pk: int, now: datetime) -> int:
    meeting = Meeting.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    return write_occurrences(meeting, now=now) if meeting is not None else 0


def write_occurrences(meeting: Meeting, *, now: datetime) -> int:
    """Write one meeting's, in the caller's transaction, which holds the meeting's row. How many were written."""
    until = written_until(meeting, now)
    after = meeting.written_to or now - BACK
    known = set(meeting.occurrences.values_list("original_start", flat=True))
    pauses = list(meeting.pauses.all())
    missing = [start for start in starts_of(meeting, after=after, until=until) if start not in known]
    Occurrence.objects.bulk_create([_occurrence(meeting, start, pauses) for start in missing])
    Meeting.objects.filter(pk=meeting.pk).update(written_to=until)
    meeting.written_to = until
    return len(missing)


def written_until(meeting: Meeting, now: datetime) -> datetime:
    """As far as is written now; a first time that lies farther off is written all the same."""
    first = moment_of(meeting.starts_on, meeting.starts_at, meeting.zone)
    return max(now + AHEAD, first, meeting.written_to or now)


def starts_of(meeting: Meeting, *, after: datetime, until: datetime) -> list[datetime]:
    """The instants at which its rule has it begin."""
    return starts(meeting.rule, meeting.starts_on, meeting.starts_at, meeting.zone, after=after, until=until)


def pause_of(meeting: Meeting, start: datetime, pauses: list[Pause]) -> Pause | None:
    """The days off that an occurrence lies in, by the calendar of the meeting's zone."""
    day = local_day(start, meeting.zone)
    return next((pause for pause in pauses if pause.first_day <= day <= pause.last_day), None)


def _occurrence(meeting: Meeting, start: datetime, pauses: list[Pause]) -> Occurrence:
    pause = pause_of(meeting, start, pauses)
    called_off = {} if pause is None else {"pause": pause, "cancelled_at": pause.created_at, "note": pause.because}
    return Occurrence(
        meeting=meeting,
        original_start=start,
        starts_at=start,
        ends_at=start + timedelta(minutes=meeting.minutes),
        places=meeting.places,
        cancelled_by_id=pause.by_id if pause else None,
        **called_off,
    )
