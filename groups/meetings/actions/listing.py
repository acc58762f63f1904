"""A meeting of ours stands in the directory where its makers wish it and everyone may come; it stays true there."""

from datetime import time
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from groups.directory.actions import OwnMeeting, list_meeting, unlist_meeting
from groups.directory.queries import own_listed
from groups.meetings.models import Meeting, MeetingQuerySet, Occurrence
from groups.meetings.policies import may_be_listed
from groups.meetings.repeating import DAYS
from groups.roster.models import Group


def keep_listed(meeting: Meeting) -> None:
    """Bring the directory in line with this meeting, in the caller's transaction."""
    if may_be_listed(meeting):
        list_meeting(as_listed(meeting))
    else:
        unlist_meeting(meeting.uid)


def unlist_what_closed() -> int:
    """Bring the directory in line with all our meetings: whose group was hidden or put away, whose last time is over.

    Returns how many listings changed. Safe to run twice at once: what is true is written again.
    """
    there = own_listed()
    changed = 0
    kept: set[UUID] = set()
    for meeting in to_list().select_related("group"):
        said = as_listed(meeting)
        kept.add(said.key)
        if there.get(said.key) != said.digest:
            list_meeting(said)
            changed += 1
    for key in there.keys() - kept:
        changed += unlist_meeting(key)
    return changed


def to_list() -> MeetingQuerySet:
    """Meetings that stand in the directory today; as ``may_be_listed``, and with a time still to come."""
    coming = Occurrence.objects.filter(meeting=OuterRef("pk"), ends_at__gt=timezone.now())
    meetings = Meeting.objects.present().filter(listed_at__isnull=False, open_to=Meeting.OpenTo.EVERYONE)
    return meetings.exclude(group__entry=Group.Entry.HIDDEN).filter(Exists(coming))


def as_listed(meeting: Meeting) -> OwnMeeting:
    """The meeting as the directory shows it: never its link."""
    return OwnMeeting(
        key=meeting.uid,
        name=meeting.title,
        url=meeting.get_absolute_url(),
        zone=meeting.zone,
        slots=slots_of(meeting),
        minutes=meeting.minutes,
        notes=meeting.about,
        group=meeting.group.name,
        location=meeting.place,
        address=meeting.address,
        latitude=meeting.latitude,
        longitude=meeting.longitude,
        is_online=meeting.is_online,
        types=tuple(meeting.types),
        languages=tuple(meeting.languages),
        is_closed=meeting.closed_at is not None,
    )


def slots_of(meeting: Meeting) -> tuple[tuple[int, time], ...]:
    """Days of the week (0 = Sunday) and the time; empty where it does not happen every week or every day."""
    rule = dict(part.split("=", 1) for part in meeting.rule.split(";") if "=" in part)
    if rule.get("INTERVAL", "1") != "1" or not set(rule) <= {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST"}:
        return ()
    if rule.get("FREQ") == "DAILY" and "BYDAY" not in rule:
        days = set(range(7))
    elif rule.get("FREQ") == "WEEKLY" and set(rule.get("BYDAY", "MO").split(",")) <= set(DAYS):
        named = rule.get("BYDAY", DAYS[meeting.starts_on.weekday()]).split(",")
        days = {(DAYS.index(name) + 1) % 7 for name in named}
    else:
        return ()
    return tuple((day, meeting.starts_at) for day in sorted(days))
