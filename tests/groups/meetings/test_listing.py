"""Meetings of ours stand in the directory where their keepers put them, and what stands there stays true."""

import json
from datetime import time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from community.kit.gate import Refused
from groups.directory.models import Listing
from groups.meetings.actions.listing import keep_listed_true, put_in_directory, slots_of, take_from_directory
from groups.meetings.models import Meeting, Occurrence
from groups.roster.models import Group
from tests.groups.rooms import circle, found, seat, someone, tomas

__all__ = ["circle", "found", "seat", "someone", "tomas"]

pytestmark = pytest.mark.django_db

SECRET = "https://zoom.us/j/9876543210"


@pytest.fixture
def meeting(circle: Any) -> Meeting:
    """Tuesdays and Thursdays at seven in Berlin, online, for everyone."""
    meeting = Meeting.objects.create(
        group=circle,
        title="Open round",
        zone="Europe/Berlin",
        starts_on=timezone.localdate(),
        starts_at=time(19),
        minutes=90,
        rule="FREQ=WEEKLY;BYDAY=TU,TH",
        open_to="everyone",
        online_url=SECRET,
        types=["O"],
        languages=["de"],
    )
    start = timezone.now() + timedelta(days=1)
    Occurrence.objects.create(
        meeting=meeting, original_start=start, starts_at=start, ends_at=start + timedelta(minutes=90)
    )
    return meeting


def test_who_puts_it_there(meeting: Any, seat: Any, circle: Any, alba: Any, dara: Any, tomas: Any) -> None:
    seat(circle, alba)
    for who in (alba, dara):
        with pytest.raises(PermissionDenied):
            put_in_directory(meeting, by=who)
        with pytest.raises(PermissionDenied):
            take_from_directory(meeting, by=who)
    put_in_directory(meeting, by=tomas)
    put_in_directory(meeting, by=tomas)
    listing = Listing.objects.get()
    assert (listing.key, listing.attendance, listing.url) == (meeting.uid, "online", meeting.get_absolute_url())
    assert sorted(listing.times.values_list("at", flat=True)) == [2 * 1440 + 1140, 4 * 1440 + 1140]
    take_from_directory(meeting, by=tomas)
    assert not Listing.objects.exists()


def test_the_link_goes_nowhere(meeting: Any, tomas: Any, dara: Any, client: Client) -> None:
    put_in_directory(meeting, by=tomas)
    (row,) = json.loads(client.get("/meetings/guide.json").getvalue())
    assert (row["name"], row["day"], row["time"], row["end_time"]) == ("Open round", [2, 4], "19:00", "20:30")
    assert row["attendance_option"] == "online"
    assert {"O", "DE", "ONL"} == set(row["types"])
    assert "zoom" not in json.dumps(row)
    client.force_login(dara)
    page = client.get(Listing.objects.get().get_absolute_url()).text
    assert "zoom" not in page
    assert meeting.get_absolute_url() in page
    assert "Open round" in client.get("/meetings/find/?how=online").text


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY;BYDAY=SU", [0]),
        ("FREQ=DAILY", list(range(7))),
        ("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,SA", [1, 6]),
        ("", []),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", []),
        ("FREQ=MONTHLY;BYDAY=-1FR", []),
        ("FREQ=DAILY;INTERVAL=3", []),
    ],
)
def test_what_happens_every_week(meeting: Any, tomas: Any, rule: str, days: list[int]) -> None:
    meeting.rule = rule
    meeting.save()
    assert [day for day, _at in slots_of(meeting)] == days
    if not days:
        with pytest.raises(Refused):
            put_in_directory(meeting, by=tomas)


@pytest.mark.parametrize(
    "change",
    [
        {"open_to": "group"},
        {"ended_at": timezone.now()},
        {"hidden_at": timezone.now()},
        {"listed_at": None},
    ],
)
def test_what_is_no_longer_for_everyone_goes(meeting: Any, tomas: Any, change: dict[str, Any]) -> None:
    put_in_directory(meeting, by=tomas)
    Meeting.objects.filter(pk=meeting.pk).update(**change)
    assert keep_listed_true() == 1
    assert keep_listed_true() == 0
    assert not Listing.objects.exists()


def test_what_changes_is_changed_there(meeting: Any, tomas: Any, circle: Any) -> None:
    put_in_directory(meeting, by=tomas)
    assert keep_listed_true() == 0
    Meeting.objects.filter(pk=meeting.pk).update(title="Another name", closed_at=timezone.now(), place="The old mill")
    assert keep_listed_true() == 1
    assert Listing.objects.values_list("name", "attendance").get() == ("Another name", "closed")
    Group.objects.filter(pk=circle.pk).update(entry="hidden")
    assert keep_listed_true() == 1
    assert not Listing.objects.exists()


def test_the_page(meeting: Any, tomas: Any, alba: Any, client: Client) -> None:
    client.force_login(tomas)
    assert "Put it in" in client.get(meeting.get_absolute_url()).text
    client.post(f"/meetings/{meeting.pk}/listed/", {"listed": "yes"})
    assert "Take it out" in client.get(meeting.get_absolute_url()).text
    client.force_login(alba)
    assert "directory" not in client.get(meeting.get_absolute_url()).text
    assert client.post(f"/meetings/{meeting.pk}/listed/", {"listed": "no"}).status_code == 403
    assert Listing.objects.exists()
