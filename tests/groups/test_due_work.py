"""What is due for many is done for each: a row that cannot be dealt with holds up none of the others."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from structlog.testing import capture_logs

from groups.daily.actions import open_due, set_daily
from groups.daily.models import Daily, DailyRule
from groups.hosting.actions import join_rota, keep_hosts
from groups.hosting.models import HostTurn
from groups.meetings.actions import make_meeting, write_ahead
from groups.meetings.models import Meeting, Occurrence
from groups.meetings.plan import Plan
from groups.meetings.repeating import How, Repeats
from groups.moderation.actions import let_sanctions_end
from groups.roster.actions import found_group
from groups.roster.models import Sanction

pytestmark = pytest.mark.django_db


@pytest.fixture
def weekly(group, leader):
    """Two that repeat, the first of which is in the way."""
    begins = timezone.now() + timedelta(days=2)
    plan = Plan("Tea", begins.date(), begins.time(), "UTC", repeats=Repeats(How.WEEKLY), place="Mill Hall")
    return [make_meeting(group, by=leader, plan=plan) for _n in range(2)]


def said(logs):
    """What the log says of it: which row, and nothing of what stands in it."""
    [line] = [one for one in logs if one["log_level"] == "error"]
    assert set(line) == {"event", "row", "error", "at", "log_level"}
    return line["event"], line["error"]


def test_threads_of_the_day(group, leader, balks):
    other = found_group(
        by=leader, slug="owls", name="Owls", kind="support", entry="open", facility=None, known_as="Tomas there"
    )
    for room in (group, other):
        set_daily(room, by=leader, opens_at=time(0))
    DailyRule.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    balks(Daily, group_id=group.pk)
    with capture_logs() as logs:
        assert open_due() == 1
    assert Daily.objects.get().group == other
    assert said(logs) == ("daily.not_opened", "InternalError")


def test_what_was_asked_for_a_while(birch, finch, leader, balks):
    ended = timezone.now() - timedelta(minutes=1)
    first, second = [
        Sanction.objects.create(membership=one, kind="quiet", by=leader, reason="x", until=ended)
        for one in (birch, finch)
    ]
    balks(Sanction, id=first.pk)
    with capture_logs() as logs:
        assert let_sanctions_end() == 1
    second.refresh_from_db()
    assert second.end_told_at is not None
    assert said(logs) == ("sanction.not_ended", "InternalError")


def test_hosts(weekly, birch, balks):
    for one in weekly:
        join_rota(one, by=birch.member)
    balks(HostTurn, occurrence_id=weekly[0].occurrences.order_by("pk")[0].pk)
    with capture_logs() as logs:
        assert keep_hosts() > 0
    assert set(HostTurn.objects.values_list("occurrence__meeting", flat=True)) == {weekly[1].pk}
    assert said(logs) == ("host_turn.not_given", "InternalError")


def test_times_of_meetings(weekly, balks):
    before = [one.occurrences.count() for one in weekly]
    balks(Occurrence, meeting_id=weekly[0].pk)
    with capture_logs() as logs:
        assert write_ahead(now=timezone.now() + timedelta(days=30)) > 0
    after = [Meeting.objects.get(pk=one.pk).occurrences.count() for one in weekly]
    assert after[0] == before[0]
    assert after[1] > before[1]
    assert said(logs) == ("meeting.not_written", "InternalError")
