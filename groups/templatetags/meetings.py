"""A meeting's times in templates; docs/meetings.md lists them."""

from datetime import datetime

from django import template

from community.kit.templatetags.design import HUES
from groups.meetings import wording
from groups.meetings.laying_out import Day, days
from groups.meetings.models import Meeting, Occurrence
from groups.meetings.queries import Entry

register = template.Library()


@register.filter
def span(occurrence: Occurrence) -> str:
    """ "19:00-20:00" by the reader's clock."""
    return wording.clocks(occurrence.starts_at, occurrence.ends_at)


@register.filter
def there(occurrence: Occurrence) -> str:
    """ "13:00-14:00 in New York", where clocks show something else than the reader's; else empty."""
    return wording.there(occurrence)


@register.filter
def how_often(meeting: Meeting) -> str:
    """ "Every Tuesday"."""
    return wording.how_often(meeting)


@register.filter
def city(zone_name: str) -> str:
    """ "New York" of "America/New_York"."""
    return wording.city(zone_name)


@register.filter
def where(occurrence: Occurrence) -> str:
    """ "Old mill hall", "Online", or both."""
    return wording.where(occurrence)


@register.filter
def hue(group_id: int) -> int:
    """One of eight colours, always the same for a group."""
    return group_id % HUES


@register.filter
def by_day(entries: list[Entry]) -> list[Day]:
    """The entries under the days on which the reader's calendar has them."""
    return days(entries)


@register.filter
def less(number: int, other: int) -> int:
    """ "5|less:3" is 2."""
    return number - other


@register.filter
def by_its_clock(meeting: Meeting) -> str:
    """ "19:00-20:00, New York time"."""
    return wording.by_its_clock(meeting)


@register.filter
def by_mine(meeting: Meeting) -> str:
    """What that is on the reader's clock at its next time, where it differs; else empty."""
    return wording.by_mine(meeting)


@register.filter
def dialled(number: str) -> str:
    """A telephone number as a link holds it."""
    return "".join(sign for sign in number if sign.isdigit() or sign in "+,*#")


@register.filter
def day_in_words(moment: datetime) -> str:
    """ "Today", "Tomorrow", or "Tuesday 24 November"."""
    return wording.day_in_words(moment)
