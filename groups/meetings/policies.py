"""Who may do what with a meeting, and when. Pure: given the rows, yes or no."""

from datetime import datetime, timedelta

from groups.meetings.models import Answer, Meeting, Occurrence
from groups.roster.models import Membership, Sanction

#: The link is there from so long before the beginning.
LINK_BEFORE = timedelta(minutes=15)
#: A meeting goes over now and then: so long after its end the link still leads in.
LINK_AFTER = timedelta(minutes=15)


def may_make(membership: Membership | None, quiet: Sanction | None) -> bool:
    """Those who keep the group, and its mentors; nobody who was asked to be quiet."""
    return _present(membership) and quiet is None and (_keeps(membership) or _mentors(membership))


def may_suggest(membership: Membership | None, quiet: Sanction | None) -> bool:
    """Something done together may be made by any member who is not asked to be quiet."""
    return _present(membership) and quiet is None


def may_change(meeting: Meeting, membership: Membership | None, quiet: Sanction | None = None) -> bool:
    """Whoever keeps the group; and whoever made it, while they are in the group and not asked to be quiet."""
    if membership is None or not _present(membership) or membership.group_id != meeting.group_id:
        return False
    return membership.is_keeper or (meeting.by_id == membership.pk and quiet is None)


def is_on(occurrence: Occurrence) -> bool:
    """Whether it happens: neither called off, nor its meeting closed, ended or out of sight, nor its group put away."""
    meeting = occurrence.meeting
    if occurrence.cancelled_at is not None or meeting.closed_at is not None or meeting.ended_at is not None:
        return False
    return not meeting.is_hidden and meeting.group.archived_at is None


def may_answer(occurrence: Occurrence, now: datetime) -> bool:
    """Until it is over, where it happens."""
    return is_on(occurrence) and now < occurrence.ends_at


def link_from(occurrence: Occurrence) -> datetime:
    return occurrence.starts_at - LINK_BEFORE


def may_see_link(
    occurrence: Occurrence,
    now: datetime,
    membership: Membership | None,
    answer: Answer | None,
) -> bool:
    """From fifteen minutes before until a little after, for those it is for.

    Where places are limited, for those who have one and those who keep the group. ``membership`` is the asker's
    present one in the meeting's group, if any; that they can see the meeting at all is asked before.
    """
    if not is_on(occurrence) or not link_from(occurrence) <= now < occurrence.ends_at + LINK_AFTER:
        return False
    if membership is None and occurrence.meeting.open_to != Meeting.OpenTo.EVERYONE:
        return False
    if occurrence.places is None or _keeps(membership):
        return True
    return answer is not None and answer.state == Answer.State.GOING


def _present(membership: Membership | None) -> bool:
    return membership is not None and membership.ended_at is None and not membership.is_away


def _keeps(membership: Membership | None) -> bool:
    return membership is not None and membership.is_keeper


def _mentors(membership: Membership | None) -> bool:
    return membership is not None and membership.role == Membership.Role.MENTOR
