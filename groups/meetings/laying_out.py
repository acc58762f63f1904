"""Entries are laid out in days, by the reader's own calendar."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from groups.meetings.queries import Entry


@dataclass
class Day:
    """A day, and what begins on it; what has been on since an earlier day stands on the first day shown."""

    date: date
    entries: list[Entry] = field(default_factory=list)

    @property
    def name(self) -> str:
        """ "Today", "Tomorrow", or nothing."""
        today = timezone.localdate()
        if self.date == today:
            return _("Today")
        return _("Tomorrow") if self.date == today + timedelta(days=1) else ""


def days(entries: Iterable[Entry]) -> list[Day]:
    """The days on which something begins, rising."""
    found: dict[date, Day] = {}
    for entry in entries:
        day = timezone.localdate(entry.occurrence.starts_at)
        found.setdefault(day, Day(day)).entries.append(entry)
    return list(found.values())
