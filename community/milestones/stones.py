"""The stones of the road: at which days one is laid."""

from bisect import bisect_right

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Days; after the first year one more each year (365 days, as a calendar of days counts it).
FIRST_YEAR = (1, 7, 14, 30, 60, 90, 120, 150, 180, 270, 365)
A_YEAR = 365


def laid(days: int) -> int:
    """How many stones that many days in a row have laid."""
    if days >= A_YEAR:
        return len(FIRST_YEAR) - 1 + days // A_YEAR
    return bisect_right(FIRST_YEAR, days)


def next_stone(days: int) -> int:
    """The days at which the next stone is laid: more than ``days``."""
    if days >= A_YEAR:
        return (days // A_YEAR + 1) * A_YEAR
    return FIRST_YEAR[bisect_right(FIRST_YEAR, days)]


def in_words(days: int) -> str:
    """A stone's name: "90 days", "one year", "three years"."""
    if days and days % A_YEAR == 0:
        years = days // A_YEAR
        return ngettext("%(count)s year", "%(count)s years", years) % {"count": years} if years > 1 else _("one year")
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
