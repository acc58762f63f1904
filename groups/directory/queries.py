"""Finding meetings: by day, time, type, language, words, how one takes part, and from where."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from community.facilities.models import Facility
from community.kit.clock import zone
from groups.directory.guide.row import Attendance
from groups.directory.guide.types import TYPES
from groups.directory.models import WEEK, Feed, ImportRun, ImportTrouble, Listing
from groups.directory.near import Near, metres, told

PAGE = 20
DAY = 1440
#: What began so many minutes ago still stands first.
JUST_BEGUN = 10
#: Parts of a day, in minutes after midnight.
PARTS = {"morning": (300, 720), "afternoon": (720, 1020), "evening": (1020, 1320), "night": (1320, 300)}
PLACES = (Attendance.IN_PERSON, Attendance.HYBRID, Attendance.CLOSED)
#: What is found where nothing is said of how one takes part.
USUAL = (Attendance.IN_PERSON, Attendance.ONLINE, Attendance.HYBRID, Attendance.CLOSED)
SHOWN_FOR = {
    "in_person": (Attendance.IN_PERSON, Attendance.HYBRID),
    "online": (Attendance.ONLINE, Attendance.HYBRID),
    "closed": (Attendance.CLOSED,),
    "inactive": (Attendance.INACTIVE,),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. ``day`` counts from Sunday, 7 is by appointment; empty or None: all the same."""

    words: str = ""
    day: int | None = None
    part: str = ""
    kind: str = ""
    language: str = ""
    attendance: str = ""
    near: Near | None = None
    #: In the unit that is told here.
    within: int = 25

    @property
    def measures(self) -> bool:
        """Whether distances are looked at: a place one goes to is wanted."""
        return self.near is not None and self.attendance != "online"


@dataclass(frozen=True)
class Found:
    """A listing at one of its times. ``shown`` counts minutes from Sunday 0:00 on the clock that counts for it."""

    listing: Listing
    shown: int
    ahead: int
    metres: int | None = None

    @property
    def day(self) -> int | None:
        return None if self.shown == WEEK else self.shown // DAY

    @property
    def clock(self) -> str:
        return clock_of(self.shown)

    @property
    def until(self) -> str:
        return clock_of(self.shown + self.listing.minutes)

    @property
    def away(self) -> float | None:
        """The distance in the unit that is told here."""
        return None if self.metres is None else told(self.metres)

    @property
    def by_own_clock(self) -> bool:
        """Whether its time is told by the reader's clock: where it is online alone."""
        return self.listing.attendance == Attendance.ONLINE

    @property
    def kinds(self) -> list[Any]:
        """The first few of its types, in words."""
        return [TYPES[code] for code in self.listing.types if code in TYPES and code != "TC"][:2]

    @property
    def day_name(self) -> Any:
        """The day of the week in short, empty where it is by appointment."""
        return "" if self.day is None else WEEKDAYS_ABBR[(self.day + 6) % 7]

    @property
    def city(self) -> str:
        """The city that names its zone."""
        return self.listing.zone.rsplit("/", 1)[-1].replace("_", " ")


@dataclass(frozen=True)
class Page:
    """A page of what was found, and the mark where the next one begins (empty at the end)."""

    rows: list[Found]
    next: str = ""


@dataclass(frozen=True)
class Town:
    """A place that listings name, in the middle of those there."""

    regions: tuple[str, ...]
    latitude: float
    longitude: float
    listings: int

    @property
    def name(self) -> str:
        return self.regions[-1] if self.regions else ""

    @property
    def whole(self) -> str:
        return ", ".join(reversed(self.regions))


def clock_of(minute: int) -> str:
    """The time of a minute of the week on a clock with 24 hours."""
    return f"{minute % DAY // 60:02}:{minute % 60:02}"


def minute_of(moment: datetime, zone_name: str) -> int:
    """The minute of the week, from Sunday 0:00, that clocks in that zone show."""
    there = moment.astimezone(zone(zone_name))
    return there.isoweekday() % 7 * DAY + there.hour * 60 + there.minute


def find(wanted: Wanted, *, clock: str, after: str = "", at: datetime | None = None) -> Page:
    """A page of what is wanted: what comes next first, or the nearest where one looks from somewhere.

    ``clock`` is the reader's zone, which counts for what is online alone; what has a place counts by its own wall.
    ``after`` is the mark at which the page before ended. Two questions, however much there is.
    """
    now = at or timezone.now()
    mark = _marked(after)
    base = mark[0] if mark else (minute_of(now, clock) - JUST_BEGUN) % WEEK
    where, values = _conditions(wanted)
    values |= {"shift": _shifts(clock, _quarter(now)), "base": base}
    distance = _DISTANCE if wanted.measures else "NULL::integer"
    order = "metres, ahead, id" if wanted.measures else "ahead, id"
    if mark:
        values |= {"m": mark[1], "a": mark[2], "i": mark[3]}
        where.append(
            "(metres, ahead, id) > (%(m)s, %(a)s, %(i)s)" if wanted.measures else "(ahead, id) > (%(a)s, %(i)s)"
        )
    statement = f"""
        SELECT id, listing_id, shown, ahead, metres FROM (
            SELECT *, CASE WHEN shown = {WEEK} THEN {WEEK} ELSE (shown - %(base)s + {WEEK}) %% {WEEK} END AS ahead
            FROM (
                SELECT t.id, t.listing_id, l.*, {distance} AS metres,
                    CASE WHEN t.at = {WEEK} THEN {WEEK} ELSE
                        (t.at + coalesce((%(shift)s::jsonb ->> t.online_zone)::int, 0) + {WEEK}) %% {WEEK}
                    END AS shown
                FROM groups_listingtime t JOIN (
                    SELECT id AS l_id, name, group_name, location, address, regions, latitude, longitude, attendance,
                        types, languages
                    FROM groups_listing
                ) l ON l.l_id = t.listing_id
            ) timed
        ) found
        WHERE {" AND ".join(where)} ORDER BY {order} LIMIT {PAGE + 1}
    """  # noqa: S608  # every part is ours; what people say is in the values
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    some = rows[:PAGE]
    listings = {one.pk: one for one in shown_in_lists().filter(pk__in={row[1] for row in some})}
    found = [Found(listings[row[1]], row[2], row[3], row[4]) for row in some if row[1] in listings]
    last = some[-1] if len(rows) > PAGE else None
    return Page(found, f"{base}.{last[4] or 0}.{last[3]}.{last[0]}" if last else "")


#: The great circle, in metres, on a ball of the earth's mean radius.
_DISTANCE = """round(2 * 6371008.8 * asin(sqrt(least(1,
    power(sin(radians(l.latitude - %(lat)s) / 2), 2)
    + cos(radians(%(lat)s)) * cos(radians(l.latitude)) * power(sin(radians(l.longitude - %(lon)s) / 2), 2)
))))::integer"""


def _conditions(wanted: Wanted) -> tuple[list[str], dict[str, Any]]:
    values: dict[str, Any] = {"how": list(SHOWN_FOR.get(wanted.attendance, USUAL))}
    where = ["attendance = ANY(%(how)s)"]
    if wanted.day == 7:
        where.append(f"shown = {WEEK}")
    elif wanted.day is not None:
        where.append("shown >= %(day)s AND shown < %(day)s + 1440")
        values["day"] = wanted.day * DAY
    if wanted.part in PARTS:
        values["begin"], values["end"] = PARTS[wanted.part]
        both = "AND" if values["begin"] < values["end"] else "OR"
        where.append(f"shown < {WEEK} AND (shown %% 1440 >= %(begin)s {both} shown %% 1440 < %(end)s)")
    if wanted.kind:
        where.append("types @> ARRAY[%(kind)s]::varchar[]")
        values["kind"] = wanted.kind
    if wanted.language:
        where.append("languages @> ARRAY[%(language)s]::varchar[]")
        values["language"] = wanted.language
    for n, word in enumerate(wanted.words.split()[:6]):
        where.append(
            f"concat_ws(' ', name, group_name, location, address, array_to_string(regions, ' ')) ILIKE %(w{n})s"
        )
        values[f"w{n}"] = f"%{like(word)}%"
    if wanted.measures and wanted.near is not None:
        reach = metres(wanted.within)
        values |= {"lat": wanted.near.latitude, "lon": wanted.near.longitude, "reach": reach}
        values |= {"places": list(PLACES), "band": reach / 111_000 + 0.01}
        where.append("latitude BETWEEN %(lat)s - %(band)s AND %(lat)s + %(band)s")
        where.append("attendance = ANY(%(places)s) AND metres <= %(reach)s")
    return where, values


def like(word: str) -> str:
    """A word as LIKE takes it, every sign of it meant as itself."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _marked(after: str) -> tuple[int, int, int, int] | None:
    parts = after.split(".")
    if len(parts) != 4 or not all(part.isdecimal() and len(part) < 18 for part in parts):
        return None
    base, away, ahead, pk = map(int, parts)
    return (base, away, ahead, pk) if base < WEEK and away < 2**31 and ahead <= WEEK else None


def _quarter(moment: datetime) -> int:
    """Clocks change on the quarter of an hour."""
    return int(moment.timestamp()) // 900


@lru_cache(maxsize=256)
def _shifts(clock: str, quarter: int) -> str:
    """By how many minutes the reader's clock is ahead of each zone's, as JSON."""
    moment = datetime.fromtimestamp(quarter * 900, UTC)
    own = moment.astimezone(zone(clock)).utcoffset() or timedelta()
    shifts = {}
    for name in available_timezones():
        ahead = own - (moment.astimezone(ZoneInfo(name)).utcoffset() or timedelta())
        if ahead:
            shifts[name] = round(ahead / timedelta(minutes=1))
    return json.dumps(shifts)


def shown_in_lists() -> QuerySet[Listing]:
    """Listings with what a list shows of them."""
    return Listing.objects.only(
        "name", "group_name", "location", "address", "regions", "zone", "minutes", "attendance", "types", "languages",
        "url", "key", "digest", "updated_at",
    )  # fmt: skip


def own_listed() -> dict[UUID, str]:
    """The meetings of ours that stand in the directory, with the digest of what is said of each."""
    return {key: digest for key, digest in Listing.objects.filter(feed=None).values_list("key", "digest") if key}


def towns_like(words: str) -> list[Town]:
    """Places whose name begins with, or else holds, these words; where most meets first. One question."""
    said = words.split(",")[0].strip()[:60]
    if not said:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT regions, avg(latitude), avg(longitude), count(*) AS meets FROM groups_listing
            WHERE latitude IS NOT NULL AND attendance = ANY(%(places)s)
                AND (array_to_string(regions, ' · ') ILIKE %(holds)s OR address ILIKE %(holds)s)
            GROUP BY regions
            ORDER BY (array_to_string(regions[cardinality(regions):], '') ILIKE %(begins)s) DESC NULLS LAST,
                meets DESC, regions LIMIT 6
            """,
            {"places": list(PLACES), "holds": f"%{like(said)}%", "begins": f"{like(said)}%"},
        )
        return [Town(tuple(row[0]), row[1], row[2], row[3]) for row in cursor.fetchall()]


def feeds_at(facility: Facility) -> list[Feed]:
    """The lists a facility keeps, by name."""
    return list(Feed.objects.filter(facility=facility, ended_at=None).order_by("name", "pk"))


def last_runs(feeds: Iterable[Feed]) -> dict[int, ImportRun]:
    """The newest reading of each."""
    newest = ImportRun.objects.filter(feed__in=list(feeds)).order_by("feed_id", "-id").distinct("feed_id")
    return {run.feed_id: run for run in newest.defer("content")}


@dataclass(frozen=True)
class Report:
    """A page of what could not be read; ``next`` is the mark of the next page."""

    rows: list[ImportTrouble]
    next: str = ""
    left_out: bool = field(default=True)


def troubles_of(run: ImportRun, *, left_out: bool, after: str = "", most: int = 50) -> Report:
    """Rows that were left out, or such as were read otherwise than written; in the list's order."""
    found = run.troubles.filter(row_left_out=left_out).order_by("row", "id")
    parts = after.split(".")
    if len(parts) == 2 and all(part.isdecimal() and len(part) < 18 for part in parts):
        row, pk = map(int, parts)
        found = found.filter(Q(row__gt=row) | Q(row=row, pk__gt=pk))
    rows = list(found[: most + 1])
    mark = f"{rows[most - 1].row}.{rows[most - 1].pk}" if len(rows) > most else ""
    return Report(rows[:most], mark, left_out)


@dataclass(frozen=True)
class TimeInWords:
    """Days of the week, and from when to when; ``own_…`` say it by the reader's clock, where that differs."""

    days: list[Any]
    clock: str
    until: str
    own_clock: str = ""
    own_until: str = ""


def times_in_words(listing: Listing, clock: str, at: datetime | None = None) -> list[TimeInWords]:
    """When a listing meets, by its own wall; empty: by appointment. One question."""
    now = at or timezone.now()
    here, there = now.astimezone(zone(clock)).utcoffset(), now.astimezone(zone(listing.zone)).utcoffset()
    shift = round(((here or timedelta()) - (there or timedelta())) / timedelta(minutes=1))
    by_clock: dict[int, list[int]] = {}
    for minute in listing.times.order_by("at").values_list("at", flat=True):
        if minute < WEEK:
            by_clock.setdefault(minute % DAY, []).append(minute // DAY)
    found = []
    for minute, days in by_clock.items():
        own = [clock_of((minute + shift + more) % WEEK) for more in (0, listing.minutes)] if shift else ["", ""]
        names = [WEEKDAYS[(day + 6) % 7] for day in days]
        found.append(TimeInWords(names, clock_of(minute), clock_of(minute + listing.minutes), *own))
    return found
