from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from community.kit.clock import instant
from community.members.models import Member
from community.members.requests import MemberRequest
from groups.meetings import laying_out, queries
from groups.meetings.plan import EARLIEST, LATEST
from groups.meetings.policies import may_suggest
from groups.roster.doors import members_page
from groups.roster.models import Group, Membership
from groups.roster.queries import current_quiet

A_PAGE = 20
VIEWS = ("list", "week", "month")


@login_required
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """The member's meetings: a list (``?after=`` an instant), a week or a month (``?view=week&on=DATE``)."""
    return render(request, "meetings/mine.html", shown(request, request.user))


@require_safe
@members_page
def group_meetings(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The same of one group."""
    quiet = current_quiet(membership)
    context = {
        "membership": membership,
        "quiet": quiet,
        "may_make": may_suggest(membership, quiet),
        **shown(request, membership.member, membership.group),
    }
    return render(request, "meetings/group.html", context)


def shown(request: HttpRequest, member: Member, group: Group | None = None) -> dict[str, Any]:
    """What the three views show: the entries laid out, the day one looks at, and where forward and back lead."""
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "list"
    today = timezone.localdate()
    on = _day(request.GET.get("on", "")) or today
    context: dict[str, Any] = {"view": view, "on": on, "today": today, "group": group, "in_group": group is not None}
    if view == "week":
        monday = laying_out.monday_of(on)
        found = queries.between(member, *laying_out.bounds(monday, monday + 6 * laying_out.DAY), group=group)
        week = laying_out.week_of(monday, found)
        steps = {"before": monday - 7 * laying_out.DAY, "after": monday + 7 * laying_out.DAY}
        return context | {"week": week, "first": monday, "last": monday + 6 * laying_out.DAY, **steps}
    if view == "month":
        first = on.replace(day=1)
        begins, ends = laying_out.monday_of(first), laying_out.last_of(first) + 6 * laying_out.DAY
        found = queries.between(member, *laying_out.bounds(begins, ends), group=group)
        month = laying_out.month_of(first, found)
        chosen = next(day for week in month.weeks for day in week if day.date == on)
        steps = {"before": laying_out.month_before(first), "after": laying_out.next_month(first)}
        return context | {"month": month, "chosen": chosen, "first": first, **steps}
    after = _place(request.GET.get("after", ""))
    coming = queries.coming(member, most=A_PAGE + 1, group=group, after=after)
    last = coming[A_PAGE - 1].occurrence if len(coming) > A_PAGE else None
    more = f"{last.starts_at.isoformat()}~{last.pk}" if last else ""
    return context | {"coming": coming[:A_PAGE], "more": more, "later": after is not None}


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day is not None and EARLIEST <= day <= LATEST else None


def _place(text: str) -> tuple[datetime, int] | None:
    """Where a page of the list went on: an instant and the number of the occurrence."""
    moment_text, _tilde, number = text.partition("~")
    moment = instant(moment_text)
    if moment is None or not EARLIEST <= moment.date() <= LATEST:
        return None
    return moment, int(number) if number.isdecimal() and len(number) < 18 else 0
