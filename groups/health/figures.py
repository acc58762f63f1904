"""How newcomers fared in a group, as figures of which none is about a person. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from groups.welcome.answering import median_wait

#: Of fewer newcomers than this nothing is said (small cells); their months are put together with the next.
FEWEST = 5
#: Words that nobody has answered by then count as unanswered.
A_DAY = timedelta(days=1)
#: Whether somebody came back is known after so long.
KNOWN_AFTER = timedelta(days=14)
#: Shares are told in steps of so many percent, so that no one person can be read out of them.
STEP = 10


@dataclass(frozen=True)
class Said:
    """One newcomer's first words, without who or what."""

    at: datetime
    answered_at: datetime | None
    came_back_at: datetime | None


@dataclass(frozen=True)
class Period:
    """Whole months, from the first day of the first to the first day after the last; figures are None where too few
    newcomers are behind them. Shares are percents.
    """

    begins: date
    ends: date
    newcomers: int | None = None
    wait: timedelta | None = None
    unanswered: int | None = None
    came_back: int | None = None

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)

    @property
    def is_one_month(self) -> bool:
        return (self.begins.year, self.begins.month) == (self.last_day.year, self.last_day.month)

    @property
    def is_told(self) -> bool:
        """Whether there were enough newcomers to say anything."""
        return self.newcomers is not None

    @property
    def minutes(self) -> int | None:
        """The median wait in whole minutes, at least one."""
        return max(1, round(self.wait / timedelta(minutes=1))) if self.wait is not None else None


def periods(first_words: Sequence[Said], *, months: Sequence[date], here: ZoneInfo, now: datetime) -> list[Period]:
    """Return the months between ``months`` (first days, rising), so put together that each part has enough newcomers.

    What is left over at the end is one more, without figures. A month that is not over is not among them: figures that
    change with every newcomer would tell about each.
    """
    found, begins, gathered = [], months[0] if months else None, list[Said]()
    for first, after in pairwise(months):
        gathered += [one for one in first_words if first <= one.at.astimezone(here).date() < after]
        if begins is not None and len(gathered) >= FEWEST:
            found.append(_told(begins, after, gathered, now))
            begins, gathered = after, []
    if gathered and begins is not None:
        found.append(Period(begins, months[-1]))
    return found


def months_until(today: date, count: int) -> list[date]:
    """Return the first days of the last ``count`` whole months, and that of the month it is."""
    place = today.year * 12 + today.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(place - count, place + 1)]


def _told(begins: date, ends: date, said: list[Said], now: datetime) -> Period:
    return Period(
        begins,
        ends,
        newcomers=len(said),
        wait=median_wait([(one.at, one.answered_at) for one in said], now, enough=FEWEST),
        unanswered=_share([_is_unanswered(one) for one in said if one.at < now - A_DAY]),
        came_back=_share([one.came_back_at is not None for one in said if one.at < now - KNOWN_AFTER]),
    )


def _is_unanswered(one: Said) -> bool:
    return one.answered_at is None or one.answered_at - one.at > A_DAY


def _share(those: Iterable[bool]) -> int | None:
    known = list(those)
    if len(known) < FEWEST:
        return None
    return round(100 * sum(known) / len(known) / STEP) * STEP
