"""Meetings as iCalendar text (RFC 5545). Pure: what the rows say in, text out; the same in, the same out, to the byte.

A series is one VEVENT with its RRULE. The rows of its occurrences say what really happens, so each instant of the rule
that has no row is an EXDATE, and each row the rule does not know an RDATE. What moved or was called off is a VEVENT of
its own with a RECURRENCE-ID. Times are those on the wall of the meeting's zone, with its VTIMEZONE.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vRecur
from icalendar.prop import vDDDLists

from community.kit.clock import moment_of, zone
from groups.calendar.zones import zone_text
from groups.meetings.repeating import starts

#: A calendar asks again after this long.
ASK_AGAIN = timedelta(hours=1)
#: The name of the program that wrote it; it says nothing of what this place is.
PRODUCER = "-//Notes//Notes 1//EN"


@dataclass(frozen=True)
class Once:
    """One time it happens. ``original`` names it for good; ``left_out`` is one that this calendar does not show."""

    original: datetime
    starts: datetime
    ends: datetime
    cancelled: bool = False
    left_out: bool = False
    place: str = ""
    note: str = ""


@dataclass(frozen=True)
class Series:
    """A meeting with its rows. ``rule`` is an RRULE without its name, empty where it is once.

    ``times`` are the rows from ``told_from`` to ``told_to``: within these the rows are the truth, before and after
    the rule. ``neutral`` leaves out whatever says what it is.
    """

    uid: str
    sequence: int
    changed_at: datetime
    title: str
    zone: str
    starts_on: date
    starts_at: time
    minutes: int
    rule: str
    times: Sequence[Once]
    told_from: datetime
    told_to: datetime
    about: str = ""
    place: str = ""
    url: str = ""
    neutral: bool = False


def calendar_text(series: Iterable[Series], *, name: str) -> bytes:
    """The whole calendar, with a VTIMEZONE for each zone it speaks of."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    events: list[Event] = []
    first_year: dict[str, int] = {}
    for one in series:
        written = events_of(one)
        events += written
        for event in written:
            year = event.start.year
            first_year[one.zone] = min(first_year.get(one.zone, year), year)
    for zone_name, year in sorted(first_year.items()):
        if zone(zone_name).key != "UTC":
            calendar.add_component(zone_text(zone_name, year))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def events_of(series: Series) -> list[Event]:
    """The VEVENTs of one meeting: none where nothing of it is shown."""
    if not series.rule:
        return [_event(series, once) for once in series.times if not once.left_out]
    return _repeating(series)


def singles_text(shown: Iterable[tuple[Series, Once]], *, name: str) -> bytes:
    """Times that stand alone, as a calendar."""
    return calendar_text([_as_own_series(series, once) for series, once in shown], name=name)


def _as_own_series(series: Series, once: Once) -> Series:
    uid = f"{series.uid}-{once.original.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return Series(**{**series.__dict__, "uid": uid, "rule": "", "times": (once,)})


def _repeating(series: Series) -> list[Event]:
    here = zone(series.zone)
    first = moment_of(series.starts_on, series.starts_at, series.zone)
    due = set(
        starts(
            series.rule,
            series.starts_on,
            series.starts_at,
            series.zone,
            after=series.told_from,
            until=series.told_to,
        )
    )
    rows = {once.original.astimezone(UTC): once for once in series.times if once.original >= first}
    left_out = sorted(at for at in due if at not in rows or rows[at].left_out)
    further = sorted(at for at, once in rows.items() if at not in due and not once.left_out)

    def named(at: datetime) -> datetime:
        """By the wall's time: also in the hour that is skipped, where the rule has a time that no clock shows."""
        wall = at.astimezone(here)
        return datetime.combine(wall.date(), series.starts_at, tzinfo=here) if at in due else wall

    master = _plain(series)
    _set_time(master, "dtstart", datetime.combine(series.starts_on, series.starts_at, tzinfo=here))
    master.add("duration", timedelta(minutes=series.minutes))
    master.add("rrule", vRecur.from_ical(series.rule))
    if left_out:
        master.add("exdate", vDDDLists([_universal(named(at)) for at in left_out]))
    if further:
        master.add("rdate", vDDDLists([_universal(named(at)) for at in further]))
    changed = []
    for at, once in sorted(rows.items()):
        if not once.left_out and _differs(series, once):
            event = _event(series, once)
            _set_time(event, "recurrence-id", named(at))
            changed.append(event)
    return [master, *changed]


def _differs(series: Series, once: Once) -> bool:
    as_always = once.starts == once.original and once.ends - once.starts == timedelta(minutes=series.minutes)
    return once.cancelled or not as_always or (not series.neutral and bool(once.place or once.note))


def _event(series: Series, once: Once) -> Event:
    event = _plain(series, place=once.place, note=once.note)
    _set_time(event, "dtstart", once.starts.astimezone(zone(series.zone)))
    event.add("duration", once.ends - once.starts)
    if once.cancelled:
        event["status"] = "CANCELLED"
    return event


def _plain(series: Series, *, place: str = "", note: str = "") -> Event:
    event = Event()
    event.add("uid", series.uid)
    changed_at = series.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("dtstamp", changed_at)  # without a METHOD the two are one (RFC 5545, 3.8.7.2)
    event.add("last-modified", changed_at)
    event.add("sequence", series.sequence)
    event.add("summary", series.title)
    event.add("status", "CONFIRMED")
    event.add("class", "PRIVATE")
    if series.neutral:
        return event
    if words := "\n\n".join(part for part in (note, series.about) if part):
        event.add("description", words)
    if where := place or series.place:
        event.add("location", where)
    if series.url:
        event.add("url", series.url)
    return event


def _set_time(event: Event, name: str, at: datetime) -> None:
    event.add(name, _universal(at))


def _universal(at: datetime) -> datetime:
    """The same; in UTC it is written with a Z, and needs no VTIMEZONE."""
    return at.astimezone(UTC) if getattr(at.tzinfo, "key", "") == "UTC" else at
