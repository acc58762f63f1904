"""A moment by two clocks."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.kit.clock import zone


@dataclass(frozen=True)
class Clocks:
    """``mine``: day and time by one's own clock. ``theirs``: by the other's, empty where both show the same."""

    mine: str
    theirs: str


def both_clocks(moment: datetime, mine: str, theirs: str) -> Clocks:
    """The moment as the two zones (IANA names) show it."""
    here, there = moment.astimezone(zone(mine)), moment.astimezone(zone(theirs))
    if here.utcoffset() == there.utcoffset():
        return Clocks(_written(here), "")
    return Clocks(_written(here), date_format(there, "H:i") if here.date() == there.date() else _written(there))


def _written(moment: datetime) -> str:
    return _("%(day)s, %(time)s") % {"day": date_format(moment, "l, j F"), "time": date_format(moment, "H:i")}
