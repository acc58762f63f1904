from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.members.models import Member
from groups.hosting.actions import join_rota
from groups.hosting.models import HostTurn
from groups.meetings.actions import answer, make_meeting
from groups.meetings.models import Meeting, Occurrence
from groups.meetings.plan import Plan
from groups.meetings.repeating import How, Repeats
from groups.roster.models import Group, Membership


@pytest.fixture
def weekly(group: Group, leader: Member) -> Meeting:
    """Evening Circle meets each week, the first time in two days' time."""
    begins = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    plan = Plan(
        title="Tea at seven",
        starts_on=begins.date(),
        starts_at=begins.time(),
        zone="UTC",
        repeats=Repeats(How.WEEKLY),
        place="Mill Hall",
    )
    return make_meeting(group, by=leader, plan=plan)


@pytest.fixture
def first(weekly: Meeting) -> Occurrence:
    return weekly.occurrences.order_by("starts_at")[0]


@pytest.fixture
def at(first: Occurrence) -> Callable[..., Occurrence]:
    """`at(minutes=-30)` moves the first time to half an hour ago, as if it had always been then."""

    def move(**ahead: Any) -> Occurrence:
        begins = timezone.now() + timedelta(**ahead)
        times = {"starts_at": begins, "original_start": begins, "ends_at": begins + timedelta(hours=1)}
        Occurrence.objects.filter(pk=first.pk).update(**times)
        HostTurn.objects.filter(occurrence=first).update(starts_at=begins)
        first.refresh_from_db()
        return first

    return move


@pytest.fixture
def on_rota(weekly: Meeting) -> Callable[..., None]:
    """`on_rota(birch, heron)` lets them host in turn."""

    def join(*seats: Membership) -> None:
        for seat in seats:
            join_rota(weekly, by=seat.member)

    return join


@pytest.fixture
def coming(first: Occurrence) -> Callable[..., None]:
    """`coming(alba, bruno)`: they said so a week ago."""

    def say(*members: Member, since: datetime | None = None) -> None:
        for member in members:
            given = answer(first, by=member, coming=True)
            type(given).objects.filter(pk=given.pk).update(since=since or timezone.now() - timedelta(days=7))

    return say


def host_of(occurrence: Occurrence) -> HostTurn | None:
    """The one turn that stands."""
    return HostTurn.objects.filter(occurrence=occurrence, ended_at=None).select_related("membership__member").first()
