"""How a meeting repeats: what people say, the rule it is kept as (RFC 5545 RRULE), and the instants it means.

A rule is read on the wall: dates and times as the clock in the meeting's zone shows them. Only the outcome becomes
instants, each by the clock of its own day. So "Tuesdays at seven" stays at seven when clocks are changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

from community.kit.clock import moment_of, zone

#: Past this many days nothing is looked for: a rule that finds no day within it has none ("30 February").
FARTHEST = timedelta(days=366 * 8)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
DAY_ENDS = time(23, 59, 59)
_UNTIL = "%Y%m%dT%H%M%SZ"


class How(StrEnum):
    """The ways of repeating that the form speaks of."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    MONTHLY_WEEKDAY = "weekday"
    YEARLY = "yearly"


_FREQ = {
    How.DAILY: "DAILY",
    How.WEEKLY: "WEEKLY",
    How.MONTHLY: "MONTHLY",
    How.MONTHLY_WEEKDAY: "MONTHLY",
    How.YEARLY: "YEARLY",
}


@dataclass(frozen=True)
class Repeats:
    """What people say of it. ``days`` count from 0, Monday; ``nth`` is 1 to 4, or ``LAST``.

    ``until`` is the last day on which it may happen, ``times`` how often in all; at most one of the two.
    """

    how: How = How.ONCE
    every: int = 1
    days: tuple[int, ...] = ()
    nth: int = 1
    until: date | None = None
    times: int | None = None


ONCE = Repeats()


def rule_of(said: Repeats, first_day: date, zone_name: str) -> str:
    """The rule, without its name; empty for once. A weekday that was not said is the first day's.

    UNTIL is an instant in UTC, as RFC 5545 asks of rules with a zone: the last second of that day on the wall.
    """
    if said.how == How.ONCE:
        return ""
    parts = [f"FREQ={_FREQ[said.how]}"]
    if said.every > 1:
        parts.append(f"INTERVAL={said.every}")
    days = sorted(set(said.days)) or [first_day.weekday()]
    if said.how == How.WEEKLY:
        parts.append(f"BYDAY={','.join(DAYS[day] for day in days)}")
    elif said.how == How.MONTHLY_WEEKDAY:
        parts.append(f"BYDAY={said.nth}{DAYS[days[0]]}")
    elif said.how == How.MONTHLY:
        parts.append(f"BYMONTHDAY={first_day.day}")
    if said.until is not None:
        parts.append(f"UNTIL={moment_of(said.until, DAY_ENDS, zone_name).strftime(_UNTIL)}")
    elif said.times is not None:
        parts.append(f"COUNT={said.times}")
    return ";".join(parts)


def said_of(rule: str, zone_name: str) -> Repeats:
    """What people would say of a rule that ``rule_of`` made. ``ValueError`` where it is none of those."""
    if not rule:
        return ONCE
    parts = _parts(rule)
    by_day = parts.get("BYDAY", "")
    how = {"DAILY": How.DAILY, "WEEKLY": How.WEEKLY, "MONTHLY": How.MONTHLY, "YEARLY": How.YEARLY}[parts["FREQ"]]
    days: tuple[int, ...] = ()
    nth = 1
    if how == How.WEEKLY and by_day:
        days = tuple(DAYS.index(day) for day in by_day.split(","))
    elif how == How.MONTHLY and by_day:
        how, nth, days = How.MONTHLY_WEEKDAY, int(by_day[:-2]), (DAYS.index(by_day[-2:]),)
    until = _until(parts)
    return Repeats(
        how=how,
        every=int(parts.get("INTERVAL", "1")),
        days=days,
        nth=nth,
        until=until.astimezone(zone(zone_name)).date() if until else None,
        times=int(parts["COUNT"]) if "COUNT" in parts else None,
    )


def ended_before(rule: str, moment: datetime) -> str:
    """The rule, ended just before that instant; a count gives way to it."""
    parts = {key: value for key, value in _parts(rule).items() if key not in ("COUNT", "UNTIL")}
    parts["UNTIL"] = (moment.astimezone(UTC) - timedelta(seconds=1)).strftime(_UNTIL)
    return ";".join(f"{key}={value}" for key, value in parts.items())


def first_day_of(said: Repeats, starts_on: date, zone_name: str) -> date | None:
    """The first day on or after ``starts_on`` that fits; None where there is none.

    A rule whose first day does not fit it means nothing certain (RFC 5545 3.8.5.3), so series begin on one that does.
    """
    if said.how == How.ONCE:
        return starts_on
    if said.until is not None and said.until < starts_on:
        return None
    rule = rule_of(said, starts_on, zone_name)
    first = next(_walls(rule, datetime.combine(starts_on, time()), zone_name), None)
    return first.date() if first is not None and first.date() - starts_on <= FARTHEST else None


def starts(
    rule: str, starts_on: date, starts_at: time, zone_name: str, *, after: datetime, until: datetime
) -> list[datetime]:
    """The instants, in UTC and rising, from ``after`` up to ``until`` (both among them) at which it begins."""
    first = datetime.combine(starts_on, starts_at)
    if not rule:
        once = moment_of(starts_on, starts_at, zone_name)
        return [once] if after <= once <= until else []
    last = until.astimezone(zone(zone_name)).replace(tzinfo=None) + timedelta(days=1)
    walls = takewhile(lambda wall: wall <= last, _walls(rule, first, zone_name))
    found = (moment_of(wall.date(), wall.time(), zone_name) for wall in walls)
    # In the hour that is skipped two times of the wall may meet in one instant: it happens once.
    return sorted({moment for moment in found if after <= moment <= until})


def times_before(rule: str, starts_on: date, starts_at: time, zone_name: str, moment: datetime) -> int:
    """How often it has been due before that instant: what a count has used up."""
    long_ago = datetime(1900, 1, 1, tzinfo=UTC)
    just_before = moment - timedelta(seconds=1)
    return len(starts(rule, starts_on, starts_at, zone_name, after=long_ago, until=just_before))


def with_rest(said: Repeats, used: int) -> Repeats:
    """The same from later on, ``used`` times less."""
    return said if said.times is None else replace(said, times=max(said.times - used, 1))


def _walls(rule: str, first: datetime, zone_name: str) -> Iterator[datetime]:
    """The dates and times on the wall, rising. At most FARTHEST apart from day to day, so that it always ends."""
    parts = _parts(rule)
    until = _until(parts)
    if until is not None:
        parts["UNTIL"] = until.astimezone(zone(zone_name)).strftime("%Y%m%dT%H%M%S")
    found = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()), dtstart=first)
    return islice(iter(found), 20_000)


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";"))


def _until(parts: dict[str, str]) -> datetime | None:
    return datetime.strptime(parts["UNTIL"], _UNTIL).replace(tzinfo=UTC) if "UNTIL" in parts else None
