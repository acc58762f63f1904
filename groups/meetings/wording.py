"""A meeting's times in words: how it repeats, and what clocks show, here and where it is."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.kit.clock import moment_of, zone
from groups.meetings.models import Meeting, Occurrence
from groups.meetings.repeating import LAST, How, Repeats, said_of

NTH = {
    1: gettext_lazy("first"),
    2: gettext_lazy("second"),
    3: gettext_lazy("third"),
    4: gettext_lazy("fourth"),
    LAST: gettext_lazy("last"),
}
WORKING_DAYS = (0, 1, 2, 3, 4)


def how_often(meeting: Meeting) -> str:
    """ "Every Tuesday", "On the last Friday of every month until 3 March 2027"; for once, its day."""
    return repeats_in_words(said_of(meeting.rule, meeting.zone), meeting.starts_on)


def repeats_in_words(said: Repeats, first_day: date) -> str:
    """The same of what was said, with the day on which it begins."""
    if said.how == How.ONCE:
        return date_format(first_day, "l, j F Y")
    words = _often(said, first_day)
    if said.until is not None:
        return _("%(often)s, until %(day)s") % {"often": words, "day": date_format(said.until, "j F Y")}
    if said.times is not None:
        times = ngettext("%(n)d time", "%(n)d times", said.times) % {"n": said.times}
        return _("%(often)s, %(times)s") % {"often": words, "times": times}
    return words


def _often(said: Repeats, first_day: date) -> str:
    n = said.every
    if said.how == How.DAILY:
        return ngettext("Every day", "Every %(n)d days", n) % {"n": n}
    if said.how == How.WEEKLY:
        days = tuple(said.days) or (first_day.weekday(),)
        if n == 1 and days == WORKING_DAYS:
            return _("Monday to Friday")
        listed = get_text_list([str(WEEKDAYS[day]) for day in days], _("and"))
        every = ngettext("Every %(days)s", "Every %(n)d weeks on %(days)s", n)
        return every % {"n": n, "days": listed}
    if said.how == How.MONTHLY:
        every = ngettext("On day %(day)d of every month", "On day %(day)d of every %(n)d months", n)
        return every % {"n": n, "day": first_day.day}
    if said.how == How.MONTHLY_WEEKDAY:
        day = WEEKDAYS[said.days[0] if said.days else first_day.weekday()]
        every = ngettext("On the %(nth)s %(day)s of every month", "On the %(nth)s %(day)s of every %(n)d months", n)
        return every % {"n": n, "nth": NTH[said.nth], "day": day}
    every = ngettext("Every year on %(day)s", "Every %(n)d years on %(day)s", n)
    return every % {"n": n, "day": date_format(first_day, "j F")}


def city(zone_name: str) -> str:
    """ "New York" of "America/New_York"."""
    return zone_name.rsplit("/", 1)[-1].replace("_", " ")


def clocks(begins: datetime, ends: datetime) -> str:
    """ "19:00-20:00" by the reader's clock; with the day where it ends on another."""
    return _span(timezone.localtime(begins), timezone.localtime(ends))


def there(occurrence: Occurrence) -> str:
    """ "13:00-14:00 in New York": what clocks show where the meeting is; empty where they show the same as here.

    With the day where it is another one there.
    """
    where = zone(occurrence.meeting.zone)
    here = timezone.localtime(occurrence.starts_at)
    begins, ends = occurrence.starts_at.astimezone(where), occurrence.ends_at.astimezone(where)
    if begins.replace(tzinfo=None) == here.replace(tzinfo=None):
        return ""
    span = _span(begins, ends)
    if begins.date() != here.date():
        span = _("%(day)s, %(span)s") % {"day": date_format(begins, "l j F"), "span": span}
    return _("%(span)s in %(city)s") % {"span": span, "city": city(occurrence.meeting.zone)}


def day_in_words(moment: datetime) -> str:
    """ "Today", "Tomorrow", or "Tuesday 24 November", by the reader's calendar."""
    day, today = timezone.localdate(moment), timezone.localdate()
    if day == today:
        return _("Today")
    return _("Tomorrow") if day == today + timedelta(days=1) else date_format(day, "l j F")


def where(occurrence: Occurrence) -> str:
    """ "Old mill hall", "Online", or "Old mill hall and online"."""
    meeting = occurrence.meeting
    place = occurrence.place or meeting.place or occurrence.address or meeting.address
    if not meeting.is_online:
        return place
    return _("%(place)s and online") % {"place": place} if place else _("Online")


def _span(begins: datetime, ends: datetime) -> str:
    last = date_format(ends, "H:i")
    if ends.date() != begins.date() and ends - begins >= timedelta(hours=12):
        last = f"{date_format(ends, 'l')} {last}"
    return f"{date_format(begins, 'H:i')}–{last}"  # noqa: RUF001


def by_its_clock(meeting: Meeting) -> str:
    """ "19:00-20:00, Berlin time"."""
    begins = datetime.combine(meeting.starts_on, meeting.starts_at)
    span = _span(begins, begins + timedelta(minutes=meeting.minutes))
    return _("%(span)s, %(city)s time") % {"span": span, "city": city(meeting.zone)}


def by_mine(meeting: Meeting) -> str:
    """What the reader's clock shows when it begins; two hours where clocks are changed on different days."""
    here = timezone.get_current_timezone()
    first = max(timezone.now().astimezone(zone(meeting.zone)).date(), meeting.starts_on)
    weeks = range(53) if meeting.rule else range(1)
    moments = (moment_of(first + timedelta(weeks=week), meeting.starts_at, meeting.zone) for week in weeks)
    shown = list(dict.fromkeys(date_format(moment.astimezone(here), "H:i") for moment in moments))
    if shown == [time_format(meeting.starts_at, "H:i")]:
        return ""
    if len(shown) == 1:
        return _("For you that is %(time)s.") % {"time": shown[0]}
    others = get_text_list(shown[1:], _("or"))
    return _("For you that is %(time)s, and for a part of the year %(others)s.") % {"time": shown[0], "others": others}
