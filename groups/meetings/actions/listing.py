"""A meeting of ours stands in the directory, where whoever keeps its group puts it; what stands there stays true."""

from datetime import time
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.gate import Refused, require
from community.members.models import Member
from groups.directory.actions import OwnMeeting, list_meeting, unlist_meeting
from groups.directory.queries import own_listed
from groups.meetings.actions.hands import changer, locked
from groups.meetings.models import Meeting, MeetingQuerySet, Occurrence
from groups.meetings.repeating import DAYS
from groups.roster.models import Group


@transaction.atomic
def put_in_directory(meeting: Meeting, *, by: Member) -> None:
    """List it: every member finds it, and our public list names it with its place and times, never with its link.

    Twice is once. Raises ``PermissionDenied`` for whoever does not keep the group, ``Refused`` where it is not for
    everyone (a group for families never is: its name and hours in a list would tell those it stands apart from), or
    does not happen every week or day: the format of such lists knows weeks alone.
    """
    require(changer(meeting, by).is_keeper)
    meeting = locked(meeting)
    if not _is_for_all(meeting):
        raise Refused("not_for_all", _("Only what is open to everyone can stand in the directory."))
    if not slots_of(meeting):
        raise Refused("not_weekly", _("Only what happens every week can stand in the directory."))
    if meeting.listed_at is None:
        meeting.listed_at = timezone.now()
        meeting.save(update_fields=["listed_at"])
        record(
            "meeting_listed", by=by, scope=meeting.group.scope, facility=meeting.group.facility, subject=str(meeting)
        )
    list_meeting(as_listed(meeting))


@transaction.atomic
def take_from_directory(meeting: Meeting, *, by: Member) -> None:
    """Take it out of the directory. Raises ``PermissionDenied`` for whoever does not keep the group."""
    require(changer(meeting, by).is_keeper)
    meeting = locked(meeting)
    if meeting.listed_at is not None:
        meeting.listed_at = None
        meeting.save(update_fields=["listed_at"])
        record(
            "meeting_unlisted", by=by, scope=meeting.group.scope, facility=meeting.group.facility, subject=str(meeting)
        )
    unlist_meeting(meeting.uid)


def keep_listed_true() -> int:
    """Bring the directory in line with our meetings: what changed, closed, ended or is no longer for everyone.

    Returns how many listings changed. Safe to run twice at once: each is one statement's truth, written again.
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


def keep_listed(meeting: Meeting) -> None:
    """Bring the directory in line with this meeting, in the caller's transaction."""
    group = meeting.group
    gone = meeting.ended_at or meeting.hidden_at or group.archived_at
    if meeting.listed_at is not None and _is_for_all(meeting) and not gone:
        list_meeting(as_listed(meeting))
    else:
        unlist_meeting(meeting.uid)


def to_list() -> MeetingQuerySet:
    """Meetings that stand in the directory today."""
    coming = Occurrence.objects.filter(meeting=OuterRef("pk"), ends_at__gt=timezone.now())
    meetings = Meeting.objects.present().filter(listed_at__isnull=False, open_to=Meeting.OpenTo.EVERYONE)
    for_some = Q(group__entry=Group.Entry.HIDDEN) | Q(group__kind=Group.Kind.FAMILY)
    return meetings.exclude(for_some).filter(Exists(coming))


def _is_for_all(meeting: Meeting) -> bool:
    group = meeting.group
    found_by_all = group.entry != Group.Entry.HIDDEN and group.kind != Group.Kind.FAMILY
    return found_by_all and meeting.open_to == Meeting.OpenTo.EVERYONE


def as_listed(meeting: Meeting) -> OwnMeeting:
    """The meeting as the directory shows it."""
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
