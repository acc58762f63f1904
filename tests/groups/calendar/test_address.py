"""The secret address of a calendar: the member's own, revocable, and never more than they may see themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from community.kit.pace import Pace
from community.members.actions import end_account
from community.notifications.actions import prefer
from groups.calendar.actions import open_address
from groups.calendar.models import CalendarAddress
from groups.meetings.actions import answer, call_off, change_meeting, make_meeting
from groups.meetings.models import Meeting, Occurrence
from groups.meetings.plan import Plan, plan_of
from groups.meetings.repeating import How, Repeats
from groups.roster.actions import found_group, remove
from tests.community.doors import door

pytestmark = pytest.mark.django_db


@pytest.fixture
def tuesdays(group, birch, leader):
    """Evening Circle meets weekly, online too."""
    day = timezone.now().date() + timedelta(days=1)
    plan = Plan(
        title="Tea at seven",
        starts_on=day,
        starts_at=timezone.now().time().replace(hour=19, minute=0, second=0, microsecond=0),
        zone="Europe/Madrid",
        repeats=Repeats(How.WEEKLY, days=(day.weekday(),)),
        place="Mill Hall",
        about="Bring a cup.",
        online_url="https://talk.example/secret-room",
    )
    return make_meeting(group, by=leader, plan=plan)


def address(member, **said):
    _address, token = open_address(member, **said)
    return reverse("meetings:feed", args=[token])


def read(url, **headers):
    """As a calendar app: no session, no cookies."""
    return Client().get(url, headers=headers)


def events(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def open_words(member):
    prefer(member, email=True, discreet=False)


def test_discreet_it_says_when_and_nothing_else(alba, tuesdays):
    response = read(address(alba))
    (event,) = events(response)
    assert event["SUMMARY"] == "Appointment"
    said = response.content.decode() + str(response.headers)
    for word in ("Tea", "Mill", "cup", "Circle", "Cairn", "talk.example", "meeting"):
        assert word not in said


def test_open_it_says_what_and_where_and_never_the_link(alba, tuesdays):
    open_words(alba)
    response = read(address(alba))
    (event,) = events(response)
    assert (event["SUMMARY"], event["LOCATION"]) == ("Tea at seven", "Mill Hall")
    assert b"secret-room" not in response.content


def test_called_off_is_cancelled_under_a_higher_number(alba, leader, tuesdays):
    url = address(alba)
    (before,) = events(read(url))
    call_off(tuesdays.occurrences.order_by("starts_at")[2], by=leader, note="Flu")
    series, off = events(read(url))
    assert off["STATUS"] == "CANCELLED"
    assert off["UID"] == series["UID"] == before["UID"]
    assert off["SEQUENCE"] == series["SEQUENCE"] > before["SEQUENCE"]


def test_another_title_or_place_is_told_under_a_higher_number_and_a_later_stamp(alba, leader, tuesdays):
    open_words(alba)
    url = address(alba)
    Meeting.objects.update(created_at=timezone.now() - timedelta(days=2))
    [before] = events(read(url))
    for change in ({"title": "Tea at eight"}, {"place": "The new mill"}):
        change_meeting(tuesdays, by=leader, plan=replace(plan_of(Meeting.objects.get()), **change))
        [after] = events(read(url))
        assert after["SEQUENCE"] > before["SEQUENCE"]
        assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt
        assert after["LAST-MODIFIED"].dt == after["DTSTAMP"].dt > timezone.now() - timedelta(days=1)
        before = after


def test_what_i_say_no_to_drops_out(alba, tuesdays):
    third = tuesdays.occurrences.order_by("starts_at")[2]
    answer(third, by=alba, coming=False)
    (event,) = events(read(address(alba)))
    assert [one.dt for one in event["EXDATE"].dts] == [third.original_start]


def test_only_those_i_come_to(alba, tuesdays):
    url = address(alba, holds="coming")
    assert events(read(url)) == []
    third = tuesdays.occurrences.order_by("starts_at")[2]
    answer(third, by=alba, coming=True)
    (event,) = events(read(url))
    assert event.start == third.starts_at
    assert "RRULE" not in event


def test_never_more_than_the_member_may_see(alba, birch, leader, tuesdays):
    url = address(alba)
    remove(birch, by=leader, reason="For this test.")
    assert events(read(url)) == []


def test_a_hidden_groups_meetings_are_not_in_a_strangers(dara, leader, tuesdays):
    attic = found_group(by=leader, slug="attic", name="Attic", kind="support", entry="hidden", known_as="T")
    Meeting.objects.filter(pk=tuesdays.pk).update(group=attic, open_to="everyone")
    assert events(read(address(dara))) == []


def test_a_new_address_ends_the_old_one(alba, tuesdays):
    first = address(alba)
    second = address(alba)
    assert (read(first).status_code, read(second).status_code) == (404, 200)
    door(alba).post(reverse("meetings:calendar"), {"act": "end"})
    assert read(second).status_code == 404
    assert not CalendarAddress.objects.standing().exists()


def test_an_ended_account_has_none(alba, tuesdays):
    url = address(alba)
    end_account(alba)
    assert read(url).status_code == 404


def test_what_has_not_changed_is_not_sent_again(alba, tuesdays):
    url = address(alba)
    first = read(url)
    again = read(url, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    Meeting.objects.filter(pk=tuesdays.pk).update(sequence=9)
    assert read(url, if_none_match=first["ETag"]).status_code == 200


def test_who_asks_too_often_waits(alba, monkeypatch):
    monkeypatch.setattr("groups.calendar.views.PACE", Pace(2, 0.001))
    url = address(alba)
    assert [read(url).status_code for _time in range(3)] == [200, 200, 429]


def test_the_member_sees_when_it_was_read(alba, tuesdays):
    url = address(alba)
    page = reverse("meetings:calendar")
    assert "No calendar has read it yet" in door(alba).get(page).content.decode()
    read(url)
    assert "Last read" in door(alba).get(page).content.decode()


def test_the_secret_is_shown_once_and_not_kept(alba):
    page = reverse("meetings:calendar")
    answered = door(alba).post(page, {"act": "new", "holds": "groups"}).content.decode()
    token = answered.split("/meetings/calendar/")[1].split(".ics")[0]
    assert len(token) > 40
    assert token not in door(alba).get(page).content.decode()
    assert not CalendarAddress.objects.filter(digest=token).exists()


def test_what_cannot_be_chosen_is_said_kindly(alba):
    answered = door(alba).post(reverse("meetings:calendar"), {"act": "new", "holds": "everything"})
    assert answered.status_code == 422
    assert not CalendarAddress.objects.exists()


def test_files_are_for_those_who_see_the_meeting(alba, dara, tuesdays):
    once = tuesdays.occurrences.order_by("starts_at")[0]
    files = [reverse("meetings:meeting_file", args=[tuesdays.pk]), reverse("meetings:occurrence_file", args=[once.pk])]
    for url in files:
        assert events(door(alba).get(url))
        assert door(dara).get(url).status_code == 404
        assert read(url).status_code == 302


def test_as_many_questions_for_many_meetings_as_for_one(alba, leader, group, tuesdays, django_assert_num_queries):
    open_words(alba)
    url = address(alba)
    read(url)
    with django_assert_num_queries(5):
        read(url)
    for number in range(5):
        day = timezone.now().date() + timedelta(days=1 + number)
        plan = Plan(f"Walk {number}", day, tuesdays.starts_at, "UTC", place="The gate")
        answer(
            Occurrence.objects.get(meeting=make_meeting(group, by=leader, plan=plan)), by=alba, coming=number % 2 == 0
        )
    with django_assert_num_queries(5):
        assert len(events(read(url))) == 4
