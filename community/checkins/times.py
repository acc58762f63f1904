"""When a reminder is next due: the one place that reckons with days, zones and clock changes."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from community.kit.clock import local_day, moment_of

#: ISO weekdays and their short names.
WEEK = (
    (1, _lazy("Mon")),
    (2, _lazy("Tue")),
    (3, _lazy("Wed")),
    (4, _lazy("Thu")),
    (5, _lazy("Fri")),
    (6, _lazy("Sat")),
    (7, _lazy("Sun")),
)

#: Until this hour of the night a member may still write about, and change, the day before.
NIGHT_ENDS = time(4)
#: A reminder later than this is of no use any more, and would come at an hour nobody chose.
GRACE = timedelta(hours=2)


def next_time(
    at: time, days: Collection[int], zone: str, *, after: datetime, past: date | None = None
) -> tuple[datetime, date]:
    """The first instant after ``after`` at which clocks in ``zone`` show ``at`` on one of ``days``, and its day.

    ``days`` are ISO weekdays; ``past`` is a day that has had its turn. In the hour that a clock change
    skips it comes as long after the gap as ``at`` lies in it; in the hour that comes twice, the first time.
    """
    day = local_day(after, zone)
    if past is not None and day <= past:
        day = past + timedelta(days=1)
    while day.isoweekday() not in days or moment_of(day, at, zone) <= after:
        day += timedelta(days=1)
    return moment_of(day, at, zone), day


def may_still_change(day: date, now: datetime, zone: str) -> bool:
    """Whether a check-in of ``day`` is still open: today's, and yesterday's until the night ends."""
    today = local_day(now, zone)
    if day == today:
        return True
    return day == today - timedelta(days=1) and now < moment_of(today, NIGHT_ENDS, zone)


def days_in_words(days: Iterable[int]) -> str:
    """ "Every day", "Mon to Fri", "weekends" or the days' names."""
    chosen = tuple(sorted(days))
    if chosen == tuple(range(1, 8)):
        return _("every day")
    if chosen == (1, 2, 3, 4, 5):
        return _("Monday to Friday")
    if chosen == (6, 7):
        return _("weekends")
    return ", ".join(str(name) for day, name in WEEK if day in chosen)


def part_of_day(now: datetime) -> str:
    """ "Sunday evening": the day and its part, at a moment given in the member's own zone."""
    day = date_format(now, "l")
    if now.hour < 5:
        return _("%(day)s, in the night") % {"day": day}
    if now.hour < 12:
        return _("%(day)s morning") % {"day": day}
    if now.hour < 18:
        return _("%(day)s afternoon") % {"day": day}
    return _("%(day)s evening") % {"day": day}
