"""What a calendar shows, each a fixed number of questions, however many meetings there are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.tokens import digest
from community.members.models import Member
from community.notifications.models import Preference
from groups.calendar.ical import Once, Series, calendar_text, singles_text
from groups.calendar.models import CalendarAddress
from groups.meetings.models import Answer, Meeting, Occurrence
from groups.roster.models import Membership

#: So far back a calendar is told what really happened; before that the rule speaks.
BACK = timedelta(days=60)


def find_address(token: str) -> CalendarAddress | None:
    """The standing address of that secret, its member attached."""
    return CalendarAddress.objects.standing().filter(digest=digest(token)).select_related("member").first()


def address_of(member: Member) -> CalendarAddress | None:
    """The member's standing address."""
    return CalendarAddress.objects.standing().filter(member=member).first()


def personal(address: CalendarAddress, *, now: datetime | None = None) -> bytes:
    """All that the address shows: what the member may see at this moment, in their words or in neutral ones."""
    member, since = address.member, (now or timezone.now()) - BACK
    neutral = Preference.of(member).discreet
    answers = _answers(member, since)
    if address.holds == CalendarAddress.Holds.COMING:
        coming = Occurrence.objects.filter(pk__in=[pk for pk, state in answers.items() if state == Answer.State.GOING])
        rows = coming.visible_to(member).select_related("meeting__group").order_by("starts_at", "pk")
        return _singles(rows, neutral=neutral, told_from=since)
    mine = Membership.objects.here().filter(member=member).values("group")
    said_yes = Occurrence.objects.filter(pk__in=[pk for pk, state in answers.items() if state == Answer.State.GOING])
    meetings = Meeting.objects.visible_to(member).filter(Q(group__in=mine) | Q(pk__in=said_yes.values("meeting")))
    return _text(meetings, answers, neutral=neutral, told_from=since)


def one_meeting(meeting: Meeting, member: Member, *, now: datetime | None = None) -> bytes:
    """One meeting with all its times, as a file."""
    since = (now or timezone.now()) - BACK
    meetings = Meeting.objects.filter(pk=meeting.pk)
    return _text(meetings, _answers(member, since), neutral=Preference.of(member).discreet, told_from=since)


def one_time(occurrence: Occurrence, member: Member) -> bytes:
    """One time of a meeting, as a file."""
    rows = Occurrence.objects.filter(pk=occurrence.pk).select_related("meeting__group")
    return _singles(rows, neutral=Preference.of(member).discreet, told_from=occurrence.original_start)


def _answers(member: Member, since: datetime) -> dict[int, str]:
    """What the member said, by occurrence."""
    said = Answer.objects.filter(member=member, occurrence__ends_at__gt=since)
    return dict(said.values_list("occurrence", "state"))


def _text(meetings: Iterable[Meeting], answers: dict[int, str], *, neutral: bool, told_from: datetime) -> bytes:
    found = {meeting.pk: meeting for meeting in meetings}
    rows: dict[int, list[Occurrence]] = defaultdict(list)
    times = Occurrence.objects.filter(meeting__in=found, original_start__gte=told_from)
    for row in times.order_by("original_start", "pk"):
        rows[row.meeting_id].append(row)
    series = [
        _series(found[pk], rows[pk], answers, neutral=neutral, told_from=told_from) for pk in sorted(found) if rows[pk]
    ]
    return calendar_text(series, name=_name(neutral))


def _singles(rows: Iterable[Occurrence], *, neutral: bool, told_from: datetime) -> bytes:
    shown = []
    for row in rows:
        series = _series(row.meeting, [row], {}, neutral=neutral, told_from=told_from)
        shown.append((series, series.times[0]))
    return singles_text(shown, name=_name(neutral))


def _series(
    meeting: Meeting, rows: list[Occurrence], answers: dict[int, str], *, neutral: bool, told_from: datetime
) -> Series:
    changes = [meeting.created_at, meeting.changed_at, meeting.closed_at]
    changes += [at for row in rows for at in (row.moved_at, row.cancelled_at)]
    return Series(
        uid=str(meeting.uid),
        sequence=meeting.sequence,
        changed_at=max(at for at in changes if at),
        title=_("Appointment") if neutral else meeting.title,
        zone=meeting.zone,
        starts_on=meeting.starts_on,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        rule=meeting.rule,
        times=[_once(row, meeting, answers.get(row.pk, "")) for row in rows],
        told_from=told_from,
        told_to=meeting.written_to or told_from,
        about=meeting.about,
        place=_where(meeting.place, meeting.address),
        url=f"{settings.SITE_URL}{meeting.get_absolute_url()}",
        neutral=neutral,
    )


def _once(row: Occurrence, meeting: Meeting, said: str) -> Once:
    closed = meeting.closed_at is not None and row.ends_at > meeting.closed_at
    return Once(
        original=row.original_start,
        starts=row.starts_at,
        ends=row.ends_at,
        cancelled=row.cancelled_at is not None or closed,
        left_out=said == Answer.State.NOT,
        place=_where(row.place, row.address),
        note=row.note,
    )


def _where(place: str, address: str) -> str:
    return ", ".join(part for part in (place, address) if part)


def _name(neutral: bool) -> str:
    """What the calendar is called in a list of calendars."""
    return str(settings.NEUTRAL_TITLE) if neutral else settings.SITE_NAME
