"""Entries are laid out in days, weeks and months, by the reader's own calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from groups.meetings.queries import Entry

DAY = timedelta(days=1)
HALF_HOURS = 48
#: The hours a week shows where nothing begins earlier or ends later, in half hours.
USUAL_FROM, USUAL_TO = 16, 44
MOST_LANES = 4


@dataclass(frozen=True)
class Block:
    """An entry in a day of the week's picture: rows are half hours from midnight, from 0; lanes stand side by side."""

    entry: Entry
    row: int
    rows: int
    lane: int
    lanes: int


@dataclass
class Day:
    """A day, and what begins on it."""

    date: date
    entries: list[Entry] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    #: Whether it is of the month shown.
    inside: bool = True

    @property
    def name(self) -> str:
        """ "Today", "Tomorrow", or nothing."""
        today = timezone.localdate()
        if self.date == today:
            return _("Today")
        return _("Tomorrow") if self.date == today + DAY else ""

    @property
    def is_today(self) -> bool:
        return self.date == timezone.localdate()


@dataclass(frozen=True)
class Week:
    """Seven days from Monday, and the half hours that the picture shows."""

    days: list[Day]
    first_row: int
    last_row: int

    @property
    def hours(self) -> list[tuple[int, str]]:
        """The full hours shown: the row, and what the clock says."""
        return [(row - self.first_row, f"{row // 2:02}:00") for row in range(self.first_row, self.last_row, 2)]


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[Day]]


def days(entries: Iterable[Entry]) -> list[Day]:
    """The days on which something begins, rising."""
    found: dict[date, Day] = {}
    for entry in entries:
        day = timezone.localdate(entry.occurrence.starts_at)
        found.setdefault(day, Day(day)).entries.append(entry)
    return list(found.values())


def monday_of(day: date) -> date:
    return day - day.weekday() * DAY


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """The instants at which these days begin and end, by the reader's clock."""
    here = timezone.get_current_timezone()
    return datetime.combine(first, time(), tzinfo=here), datetime.combine(last + DAY, time(), tzinfo=here)


def week_of(monday: date, entries: Iterable[Entry]) -> Week:
    """The seven days with what begins on each, and where it stands in the picture."""
    by_day = {monday + number * DAY: Day(monday + number * DAY) for number in range(7)}
    for day in days(entries):
        if day.date in by_day:
            by_day[day.date] = day
    for day in by_day.values():
        day.blocks = list(_blocks(day.entries))
    blocks = [block for day in by_day.values() for block in day.blocks]
    first = min([USUAL_FROM, *(block.row for block in blocks)]) // 2 * 2
    last = max([USUAL_TO, *(block.row + block.rows for block in blocks)])
    return Week(list(by_day.values()), first, last + last % 2)


def month_of(first: date, entries: Iterable[Entry]) -> Month:
    """Whole weeks from Monday, enough for the month; days beside it are marked."""
    known = {day.date: day for day in days(entries)}
    weeks, start = [], monday_of(first)
    while start <= last_of(first):
        week = []
        for number in range(7):
            day = known.get(start + number * DAY) or Day(start + number * DAY)
            day.inside = day.date.month == first.month
            week.append(day)
        weeks.append(week)
        start += 7 * DAY
    return Month(first, weeks)


def last_of(first: date) -> date:
    """The last day of the month."""
    return next_month(first) - DAY


def next_month(first: date) -> date:
    return (first.replace(day=1) + 31 * DAY).replace(day=1)


def month_before(first: date) -> date:
    return (first.replace(day=1) - DAY).replace(day=1)


def _blocks(entries: list[Entry]) -> Iterator[Block]:
    """Where entries of a day stand; those that overlap share the width."""
    group: list[tuple[Entry, int, int, int]] = []
    group_ends, lanes = -1, list[int]()
    for entry in entries:
        begins = timezone.localtime(entry.occurrence.starts_at)
        row = begins.hour * 2 + begins.minute // 30
        minutes = (entry.occurrence.ends_at - entry.occurrence.starts_at).total_seconds() / 60
        rows = max(min(-(-(begins.minute % 30 + int(minutes)) // 30), HALF_HOURS - row), 1)
        if row >= group_ends:
            yield from _side_by_side(group, len(lanes))
            group, lanes = [], []
        free = next((number for number, ends in enumerate(lanes) if ends <= row), len(lanes))
        lanes[free : free + 1] = [row + rows]
        group.append((entry, row, rows, min(free, MOST_LANES - 1)))
        group_ends = max(group_ends, row + rows)
    yield from _side_by_side(group, len(lanes))


def _side_by_side(group: list[tuple[Entry, int, int, int]], lanes: int) -> Iterator[Block]:
    for entry, row, rows, lane in group:
        yield Block(entry, row, rows, lane, min(lanes, MOST_LANES))
