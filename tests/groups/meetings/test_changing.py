"""This one, this one and all after it, or all: what changes, what stays, and who is told."""

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.audit.models import Entry
from community.kit.gate import Refused
from community.notifications.models import Notification
from groups.meetings.actions import (
    ThisOnce,
    answer,
    bring_back,
    call_off,
    change_from,
    change_meeting,
    change_once,
    close_for_now,
    end_meeting,
    leave_out,
    make_meeting,
    open_again,
    take_pause_back,
    write_ahead,
)
from groups.meetings.models import Meeting, Occurrence, Pause
from groups.meetings.plan import plan_from, plan_of
from groups.meetings.repeating import How, Repeats

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
WEEK = timedelta(days=7)


def times(meeting):
    return list(meeting.occurrences.order_by("original_start"))


def told(member):
    return Notification.objects.filter(member=member, kind="meeting_changed").count()


def moved_by(occurrence, hours):
    length = occurrence.ends_at - occurrence.starts_at
    begins = occurrence.starts_at + timedelta(hours=hours)
    return ThisOnce(begins, begins + length, places=occurrence.places, note="The hall is taken.")


def test_times_are_written_ahead_once(make):
    meeting = make()
    count = meeting.occurrences.count()
    assert meeting.occurrences.latest("starts_at").starts_at > timezone.now() + timedelta(days=100)
    assert write_ahead() == 0
    later = timezone.now() + timedelta(days=30)
    assert write_ahead(now=later) == 4
    assert write_ahead(now=later) == 0
    assert meeting.occurrences.count() == count + 4


def test_two_workers_write_once(transactional_db, make, at_once):
    meeting = make()
    count = meeting.occurrences.count()
    later = timezone.now() + timedelta(days=70)
    gave = at_once(*[lambda: write_ahead(now=later)] * 3)
    assert sum(gave) == meeting.occurrences.count() - count == 10


def test_once_lies_as_far_ahead_as_it_was_said(make):
    far = timezone.localdate() + timedelta(days=400)
    assert [one.starts_at.astimezone(BERLIN).date() for one in times(make(repeats=Repeats(), starts_on=far))] == [far]


def test_the_same_click_twice_makes_one(group, leader, make):
    meeting = make()
    again = make_meeting(group, by=leader, plan=plan_of(meeting), client_id=meeting.client_id)
    assert again == meeting
    other = replace(plan_of(meeting), title="Another evening")
    with pytest.raises(Refused) as refused:
        make_meeting(group, by=leader, plan=other, client_id=meeting.client_id)
    assert refused.value.code == "sent"
    assert Meeting.objects.get().title == meeting.title


def test_one_is_moved_and_the_others_stay(make, birch, leader):
    first, second, *_more = times(make())
    answer(first, by=birch.member, coming=True)
    change_once(first, by=leader, this=moved_by(first, 2))
    was = first.original_start
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.starts_at == was + timedelta(hours=2)
    assert (first.original_start, first.moved_by) == (was, leader)
    assert second.starts_at == second.original_start
    assert told(birch.member) == 1
    assert Entry.objects.filter(act="meeting_moved", by=leader).exists()
    assert first.meeting.sequence == 1


def test_one_is_called_off_and_brought_back(make, birch, leader):
    first = times(make())[0]
    answer(first, by=birch.member, coming=True)
    assert call_off(first, by=leader, note="Storm.")
    assert not call_off(first, by=leader, note="Storm.")
    assert Occurrence.objects.standing().upcoming().first() != first
    assert bring_back(first, by=leader)
    assert Occurrence.objects.standing().upcoming().first() == first
    assert told(birch.member) == 1, "one notice a time, renewed"


def test_all_move_to_another_day_and_answers_go_along(make, birch, leader):
    meeting = make()
    first, second, *_more = times(meeting)
    answer(first, by=birch.member, coming=True)
    change_once(second, by=leader, this=moved_by(second, 1))
    day = plan_of(meeting).starts_on + timedelta(days=1)
    said = Repeats(how=How.WEEKLY, days=(day.weekday(),))
    change_meeting(meeting, by=leader, plan=replace(plan_of(meeting), starts_on=day, starts_at=time(18), repeats=said))
    now = times(Meeting.objects.get(pk=meeting.pk))
    assert (now[0].pk, now[1].pk) == (first.pk, second.pk)
    assert now[0].starts_at.astimezone(BERLIN).time() == time(18)
    assert now[0].starts_at.astimezone(BERLIN).weekday() == day.weekday()
    assert now[0].answers.get().member == birch.member
    assert now[1].starts_at == second.original_start + timedelta(hours=1), "what was moved by hand stays there"
    assert now[1].original_start != second.original_start
    assert told(birch.member) == 1
    assert {one.original_start.astimezone(BERLIN).weekday() for one in now} == {day.weekday()}


def test_who_wrote_in_between_is_not_overwritten(make, leader):
    meeting = make()
    change_meeting(meeting, by=leader, plan=replace(plan_of(meeting), title="Other"), read=0)
    with pytest.raises(Refused):
        change_meeting(meeting, by=leader, plan=plan_of(meeting), read=0)


def test_from_this_one_on(make, birch, leader):
    meeting = make(repeats=Repeats(how=How.WEEKLY, times=10))
    leave_out(meeting, by=leader, first_day=date(2036, 1, 1), last_day=date(2036, 1, 2))
    old = times(meeting)
    third = old[2]
    answer(third, by=birch.member, coming=True)
    plan = plan_from(third)
    assert plan.repeats.times == 8
    new = change_from(third, by=leader, plan=replace(plan, starts_at=time(20, 30)))
    meeting.refresh_from_db()
    assert new.continues == meeting
    assert new.uid != meeting.uid
    assert len(times(meeting)) == 2
    assert len(times(new)) == 8
    third.refresh_from_db()
    assert third.meeting == new
    assert third.starts_at.astimezone(BERLIN).time() == time(20, 30)
    assert third.answers.get().member == birch.member
    assert told(birch.member) == 1
    assert Pause.objects.filter(meeting=new).count() == 1
    assert write_ahead(now=timezone.now() + 30 * WEEK) == 0, "what has ended goes no further"


def test_from_the_first_on_is_all(make, leader):
    meeting = make()
    assert change_from(times(meeting)[0], by=leader, plan=replace(plan_of(meeting), title="New")).pk == meeting.pk


def test_what_was_stays_as_it_was(make, leader):
    monday = timezone.localdate() - timedelta(days=30)
    meeting = make(starts_on=monday)
    past = [one for one in times(meeting) if one.starts_at < timezone.now()]
    assert len(past) >= 4
    change_meeting(meeting, by=leader, plan=replace(plan_of(meeting), starts_at=time(7)))
    assert {one.starts_at for one in past} <= {one.starts_at for one in times(meeting)}
    coming = [one for one in times(meeting) if one.starts_at > timezone.now()]
    assert {one.starts_at.astimezone(BERLIN).time() for one in coming} == {time(7)}


def test_days_are_left_out_also_those_written_later(make, birch, leader):
    meeting = make()
    first, second, *_more = times(meeting)
    answer(first, by=birch.member, coming=True)
    day = first.starts_at.astimezone(BERLIN).date()
    pause = leave_out(meeting, by=leader, first_day=day, last_day=day + timedelta(days=3), because="Holidays")
    first.refresh_from_db()
    assert (first.cancelled_at is not None, first.note, first.pause) == (True, "Holidays", pause)
    assert second.cancelled_at is None
    assert told(birch.member) == 1
    far = day + timedelta(weeks=20)
    leave_out(meeting, by=leader, first_day=far, last_day=far, because="Far off")
    write_ahead(now=timezone.now() + timedelta(days=60))
    assert meeting.occurrences.get(note="Far off").cancelled_at is not None
    take_pause_back(pause, by=leader)
    first.refresh_from_db()
    assert first.cancelled_at is None


def test_closed_for_now_and_ended(make, birch, leader, client):
    meeting = make()
    first = times(meeting)[0]
    answer(first, by=birch.member, coming=True)
    assert close_for_now(meeting, by=leader, because="The roof.")
    assert not Occurrence.objects.standing().exists()
    client.force_login(birch.member)
    assert "The roof." in client.get(first.get_absolute_url()).content.decode()
    with pytest.raises(Refused):
        answer(first, by=birch.member, coming=False)
    assert open_again(meeting, by=leader)
    with pytest.raises(Refused):
        end_meeting(meeting, by=leader, because=" ")
    assert end_meeting(meeting, by=leader, because="We are done.")
    assert client.get(first.get_absolute_url()).status_code == 404
    assert Entry.objects.get(act="meeting_ended").reason == "We are done."


def test_whose_hand_it_is(make, group, leader, heron, birch, finch, quieted, dara):
    plan = plan_of(make())
    for member in (birch.member, dara):
        with pytest.raises(PermissionDenied):
            make_meeting(group, by=member, plan=plan)
    with pytest.raises(Refused):
        make_meeting(group, by=quieted.member, plan=replace(plan, kind="activity"))
    walk = make_meeting(group, by=birch.member, plan=replace(plan, kind="activity", title="A walk"))
    meeting = make_meeting(group, by=heron.member, plan=plan)
    change_meeting(walk, by=heron.member, plan=plan_of(walk))
    change_meeting(walk, by=birch.member, plan=plan_of(walk))
    for member in (birch.member, finch.member, dara):
        with pytest.raises(PermissionDenied):
            change_meeting(meeting, by=member, plan=plan)
        with pytest.raises(PermissionDenied):
            call_off(times(meeting)[0], by=member)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"place": ""}, "place"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"online_phone": "ring me"}, "online_phone"),
        ({"places": 0}, "places"),
        ({"minutes": 0}, "minutes"),
        ({"repeats": Repeats(how=How.WEEKLY, until=date(2020, 1, 1))}, "until"),
        ({"repeats": Repeats(how=How.WEEKLY, every=0)}, "every"),
        ({"repeats": Repeats(how=How.WEEKLY, times=9_999)}, "times"),
    ],
)
def test_a_plan_that_makes_no_sense(make, said, field):
    with pytest.raises(Refused) as refused:
        make(**said)
    assert refused.value.field == field


def test_of_what_began_long_ago_little_is_written(make):
    written = make(starts_on=date(2001, 1, 1), repeats=Repeats(how=How.DAILY)).occurrences
    assert 150 < written.count() < 200
