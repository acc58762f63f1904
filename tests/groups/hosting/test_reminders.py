"""Reminded once, before, in one's own hours; asked once afterwards, and what is said is a number."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.kit.gate import Refused
from community.members.actions import live_in
from community.notifications.actions import deliver_due, prefer
from community.notifications.models import Notification, Preference
from groups.hosting.actions import ask_after, remind_due, say_after, wish, write_reminders
from groups.hosting.models import AskedAfter, Belonging, MeetingReminder
from groups.hosting.queries import belonging_at, belonging_of
from groups.hosting.reminding import due_at
from groups.meetings.actions import ThisOnce, answer, call_off, change_once
from groups.roster.actions import remove

pytestmark = pytest.mark.django_db


def soon(member=None):
    found = Notification.objects.filter(kind="meeting_soon")
    return found.filter(member=member).count() if member else found.count()


def test_an_hour_before_and_once(alba, birch, at, coming):
    first = at(hours=20)
    coming(alba)
    assert remind_due() == 0
    row = MeetingReminder.objects.get()
    assert row.due_at == first.starts_at - timedelta(hours=1)
    at(minutes=59)
    assert remind_due() == 1
    assert remind_due() == 0
    assert soon(alba) == 1
    deliver_due()
    assert len(mail.outbox) == 1


def test_only_those_who_come(alba, birch, eli, finch, at, coming):
    first = at(minutes=50)
    coming(alba)
    answer(first, by=eli, coming=False)
    assert remind_due() == 1
    assert soon(eli) == 0


def test_who_has_just_said_so_knows(alba, birch, at, coming):
    at(minutes=40)
    coming(alba, since=timezone.now())
    assert remind_due() == 0
    assert MeetingReminder.objects.get().dropped_at


@pytest.mark.parametrize("change", ["not coming", "called off", "moved", "over", "ended", "removed"])
def test_what_is_of_no_use_any_more_is_not_sent(change, alba, birch, leader, at, coming):
    first = at(minutes=50)
    coming(alba)
    write_reminders()
    if change == "not coming":
        answer(first, by=alba, coming=False)
    elif change == "called off":
        call_off(first, by=leader)
    elif change == "moved":
        later = first.starts_at + timedelta(hours=5)
        change_once(first, by=leader, this=ThisOnce(later, later + timedelta(hours=1)))
    elif change == "over":
        at(hours=-3)
    elif change == "removed":
        remove(birch, by=leader, reason="For this test.")
    else:
        type(first.meeting).objects.filter(pk=first.meeting_id).update(ended_at=timezone.now())
    assert remind_due() == 0
    assert soon() == 0


def test_where_it_moved_there_is_another(alba, birch, leader, at, coming):
    first = at(minutes=50)
    coming(alba)
    assert remind_due() == 1
    later = first.starts_at + timedelta(hours=5)
    change_once(first, by=leader, this=ThisOnce(later, later + timedelta(hours=1)))
    assert remind_due() == 0
    assert MeetingReminder.objects.owed().get().due_at == later - timedelta(hours=1)


def test_the_members_wish(alba, birch, at, coming):
    first = at(hours=2)
    coming(alba)
    write_reminders()
    wish(alba, minutes=180)
    assert remind_due() == 1
    wish(alba, minutes=0)
    at(hours=3)
    assert remind_due() == 0
    with pytest.raises(Refused):
        wish(alba, minutes=5)
    assert first.reminders.count() == 1


def test_quiet_hours_changed_meanwhile_are_kept(alba, birch, at, coming):
    """The row was written for an hour that is quiet no more: it is put off, not sent early."""
    first = at(hours=3)
    coming(alba)
    write_reminders()
    MeetingReminder.objects.update(due_at=timezone.now())
    assert remind_due() == 0
    assert MeetingReminder.objects.get().due_at == first.starts_at - timedelta(hours=1)


BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = {"quiet_from": time(22), "quiet_until": time(7)}
CASES = {
    "by day": (datetime(2031, 5, 6, 19, tzinfo=BERLIN), datetime(2031, 5, 6, 18, tzinfo=BERLIN)),
    "early": (datetime(2031, 5, 6, 7, 30, tzinfo=BERLIN), datetime(2031, 5, 5, 21, 59, tzinfo=BERLIN)),
    "late": (datetime(2031, 5, 6, 23, 30, tzinfo=BERLIN), datetime(2031, 5, 6, 21, 59, tzinfo=BERLIN)),
    "as the night ends": (datetime(2031, 5, 6, 8, tzinfo=BERLIN), datetime(2031, 5, 6, 7, tzinfo=BERLIN)),
    "the night clocks are changed": (
        datetime(2031, 3, 30, 7, 30, tzinfo=BERLIN),
        datetime(2031, 3, 29, 21, 59, tzinfo=BERLIN),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_never_in_quiet_hours(case):
    starts, expected = CASES[case]
    preference = Preference(**NIGHT)
    assert due_at(starts.astimezone(UTC), 60, "Europe/Berlin", preference) == expected.astimezone(UTC)


def test_quiet_by_the_members_own_clock(alba, birch, at, coming):
    live_in(alba, time_zone="Asia/Tokyo")
    alba.refresh_from_db()
    first = at(hours=20)
    there = (first.starts_at - timedelta(hours=1)).astimezone(ZoneInfo("Asia/Tokyo"))
    began = (there - timedelta(hours=2)).time().replace(microsecond=0)
    prefer(alba, email=True, discreet=True, quiet_from=began, quiet_until=(there + timedelta(hours=2)).time())
    coming(alba)
    write_reminders()
    due = MeetingReminder.objects.get().due_at.astimezone(ZoneInfo("Asia/Tokyo"))
    assert due < there
    assert (due + timedelta(minutes=1)).time() == began


def test_afterwards_one_tap_that_is_a_number(alba, birch, eli, finch, dara, at, coming):
    first = at(hours=-2)
    coming_before(first, alba, eli)
    assert ask_after() == 2
    assert ask_after() == 0
    assert say_after(first, by=alba, felt="yes")
    assert say_after(first, by=alba, felt="no") is False
    sums = Belonging.objects.get()
    assert (sums.yes, sums.partly, sums.no) == (1, 0, 0)
    row = AskedAfter.objects.get(member=alba)
    said = {field.name for field in row._meta.get_fields()} - {"id", "created_at", "occurrence", "member"}
    assert said == {"said_on"}
    assert not Notification.objects.filter(member=alba, kind="meeting_after").unread().exists()
    with pytest.raises(PermissionDenied):
        say_after(first, by=dara, felt="yes")
    with pytest.raises(Refused):
        say_after(first, by=eli, felt="maybe")
    at(days=-4)
    with pytest.raises(Refused):
        say_after(first, by=eli, felt="yes")


@pytest.mark.parametrize(
    ("sums", "share"),
    [((3, 1, 0), None), ((3, 1, 1), (6, 5)), ((9, 0, 0), (9, 5)), ((0, 0, 12), (1, 10)), ((0, 0, 0), None)],
)
def test_a_share_never_points_at_anyone(sums, share, at, group):
    first = at(hours=-2)
    Belonging.objects.create(occurrence=first, **dict(zip(("yes", "partly", "no"), sums, strict=True)))
    for found in (belonging_of(group), belonging_at(first.meeting)):
        assert (found and (found.in_ten, found.said)) == share


def coming_before(occurrence, *members):
    """They came: said while it was still ahead."""
    for member in members:
        occurrence.answers.create(member=member, state="going")
    type(occurrence).objects.filter(pk=occurrence.pk).update(going=len(members))
