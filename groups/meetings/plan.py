"""What somebody plans: everything a form or the demo week says of a meeting."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from community.kit.clock import zone
from groups.meetings.models import Meeting, Occurrence
from groups.meetings.repeating import ONCE, Repeats, said_of, times_before, with_rest

#: Calendars know no day before the first year; a meeting around the edge of time is of no use to anyone.
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True)
class Plan:
    """A meeting as it is said. ``starts_on`` and ``starts_at`` are what the wall shows in ``zone``."""

    title: str
    starts_on: date
    starts_at: time
    zone: str
    minutes: int = 60
    repeats: Repeats = ONCE
    kind: str = Meeting.Kind.MEETING
    open_to: str = Meeting.OpenTo.GROUP
    about: str = ""
    place: str = ""
    address: str = ""
    online_url: str = ""
    online_phone: str = ""
    places: int | None = None
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def plan_of(meeting: Meeting) -> Plan:
    """The meeting as it was said."""
    return Plan(
        title=meeting.title,
        starts_on=meeting.starts_on,
        starts_at=meeting.starts_at,
        zone=meeting.zone,
        minutes=meeting.minutes,
        repeats=said_of(meeting.rule, meeting.zone),
        kind=meeting.kind,
        open_to=meeting.open_to,
        about=meeting.about,
        place=meeting.place,
        address=meeting.address,
        online_url=meeting.online_url,
        online_phone=meeting.online_phone,
        places=meeting.places,
        types=tuple(meeting.types),
        languages=tuple(meeting.languages),
    )


def plan_from(occurrence: Occurrence) -> Plan:
    """The same from one of its times on: what a count has used up is taken off."""
    meeting = occurrence.meeting
    used = times_before(meeting.rule, meeting.starts_on, meeting.starts_at, meeting.zone, occurrence.original_start)
    plan, day = plan_of(meeting), wall(occurrence.original_start, meeting).date()
    return replace(plan, starts_on=day, repeats=with_rest(plan.repeats, used))


def wall(moment: datetime, meeting: Meeting) -> datetime:
    """What calendar and clock show at that instant where the meeting is."""
    return moment.astimezone(zone(meeting.zone)).replace(tzinfo=None)
