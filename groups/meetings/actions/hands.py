"""Whose hand it is: what making and changing ask alike."""

from collections.abc import Iterable
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from groups.meetings.models import Meeting, Occurrence
from groups.meetings.plan import Plan
from groups.meetings.policies import may_change, may_make, may_suggest
from groups.roster.models import Group, Membership
from groups.roster.queries import current_quiet, membership_of


def maker(group: Group, by: Member, kind: str) -> Membership:
    """The membership that makes a meeting. ``PermissionDenied`` for outsiders and where others make them,
    ``Refused`` for the quieted."""
    seat = membership_of(group, by)
    if seat is None:
        raise PermissionDenied
    quiet = current_quiet(seat)
    if quiet is not None:
        raise Refused(
            "quiet", _("You were asked to be quiet here for a while. You can read along and ask for support.")
        )
    if kind == Meeting.Kind.ACTIVITY:
        require(may_suggest(seat, quiet))
    else:
        require(may_make(seat, quiet))
    return seat


def changer(meeting: Meeting, by: Member) -> Membership:
    """The membership that changes it. ``PermissionDenied`` where it is not theirs to change."""
    seat = membership_of(meeting.group, by)
    if seat is None or not may_change(meeting, seat, current_quiet(seat)):
        raise PermissionDenied
    return seat


def within_reach(plan: Plan, seat: Membership) -> Plan:
    """The plan, for the group alone where whoever plans may not open it to more: the group's doors are its keepers'."""
    if may_make(seat, None):
        return plan
    return replace(plan, kind=Meeting.Kind.ACTIVITY, open_to=Meeting.OpenTo.GROUP)


def locked(meeting: Meeting) -> Meeting:
    """The row as it stands, held until the transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("group__facility", "by").get(pk=meeting.pk)


def hold_all(occurrences: Iterable[int]) -> None:
    """Hold these rows until the transaction ends, taken in one order: for whoever locks several.

    So two who do so never wait for each other in turn.
    """
    rows = Occurrence.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(occurrences))
    list(rows.order_by("pk").values_list("pk", flat=True))
