"""Lists are read in by a worker: again and again, two at once, cut short, and never half."""

import subprocess
import sys
import time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from community.notifications.models import Notification
from groups.directory.actions import (
    OwnMeeting,
    add_feed,
    change_feed,
    end_feed,
    import_waiting,
    list_meeting,
    read_file,
    read_now,
    start_due,
    unlist_meeting,
)  # fmt: skip
from groups.directory.models import WEEK, Feed, ImportRun, Listing, ListingTime
from tests.groups.directory.lists import as_bytes, row
from tests.harness.processes import environment

pytestmark = pytest.mark.django_db

ROWS = [
    row(),
    row(slug="noon", day=[1, 3], time="12:00", end_time=...),
    row(slug="ask", day=..., time=..., end_time=...),
]


def read(feed: Feed, *rows: Any, content: bytes | None = None) -> ImportRun:
    run = read_file(feed, by=feed.by, content=content if content is not None else as_bytes(*rows), name="list.json")
    import_waiting()
    run.refresh_from_db()
    return run


def counts(run: ImportRun) -> tuple[int, ...]:
    return run.added, run.changed, run.same, run.gone, run.rejected


def test_read_in_and_again(feed: Any) -> None:
    run = read(feed, *ROWS)
    assert counts(run) == (3, 0, 0, 0, 0)
    assert (run.total, run.read, run.percent, run.content) == (3, 3, 100, None)
    before = dict(Listing.objects.values_list("slug", "pk"))
    assert sorted(ListingTime.objects.values_list("listing__slug", "at")) == [
        ("ask", WEEK), ("noon", 1440 + 720), ("noon", 3 * 1440 + 720), ("sunday-serenity", 1080),
    ]  # fmt: skip
    assert counts(read(feed, *ROWS)) == (0, 0, 3, 0, 0)
    assert counts(read(feed, row(name="Renamed"), ROWS[1])) == (0, 1, 1, 1, 0)
    assert dict(Listing.objects.values_list("slug", "pk")) == {
        slug: before[slug] for slug in ("sunday-serenity", "noon")
    }
    assert Listing.objects.get(slug="sunday-serenity").name == "Renamed"


def test_what_could_not_be_read_is_told_row_by_row(feed: Any) -> None:
    read(feed, *ROWS)
    run = read(feed, row(time="late"), {"name": ""}, "words", row(slug="new", types=["O", "zz"], timezone="Mars"))
    assert counts(run) == (1, 0, 0, 2, 3)
    told = [(one.row, one.field, one.why, one.row_left_out) for one in run.troubles.order_by("row", "id")]
    assert told == [
        (1, "time", "not_time", True), (2, "name", "missing", True), (3, "", "not_meeting", True),
        (4, "types", "type", False), (4, "timezone", "zone", False),
    ]  # fmt: skip
    # The row that could not be read this time leaves its meeting as it was.
    assert Listing.objects.get(slug="sunday-serenity").zone == "America/New_York"


@pytest.mark.parametrize("content", [b"<html>", b"[]", as_bytes({"meeting_name": "x", "id_bigint": 1}), as_bytes(1, 2)])
def test_a_list_that_cannot_be_read_changes_nothing(feed: Any, content: bytes) -> None:
    read(feed, *ROWS)
    before = list(Listing.objects.order_by("pk").values())
    run = read(feed, content=content)
    assert run.unread
    assert run.unread_words
    assert list(Listing.objects.order_by("pk").values()) == before


def test_who_may(feed: Any, harbor: Any, alba: Any, neighbour: Any) -> None:
    for who in (alba, neighbour):
        with pytest.raises(PermissionDenied):
            add_feed(harbor, by=who, name="Mine", zone="UTC")
        with pytest.raises(PermissionDenied):
            read_file(feed, by=who, content=as_bytes(row()))
        with pytest.raises(PermissionDenied):
            end_feed(feed, by=who)
        with pytest.raises(PermissionDenied):
            change_feed(
                feed, by=who, name="Mine", address="", zone="UTC", language="", every=Feed.Every.NEVER, handed_on=True
            )


def test_a_list_that_ends_takes_its_meetings_along(feed: Any, coordinator: Any) -> None:
    read(feed, *ROWS)
    read_file(feed, by=coordinator, content=as_bytes(row()))
    assert end_feed(feed, by=coordinator)
    assert not end_feed(feed, by=coordinator)
    assert import_waiting() == 0
    assert not Listing.objects.exists()


def test_two_lists_may_have_the_same_slugs(feed: Any, harbor: Any, coordinator: Any) -> None:
    other = add_feed(harbor, by=coordinator, name="Other", zone="UTC")
    read(feed, *ROWS)
    assert counts(read(other, *ROWS)) == (3, 0, 0, 0, 0)
    assert Listing.objects.count() == 6


def test_the_later_file_counts(feed: Any, coordinator: Any) -> None:
    """The first was left by a worker that is gone, and comes back after the second is written."""
    first = read_file(feed, by=coordinator, content=as_bytes(row(name="Old")))
    ImportRun.objects.filter(pk=first.pk).update(leased_until=timezone.now() + timezone.timedelta(minutes=1))
    read(feed, row(name="New"))
    ImportRun.objects.filter(pk=first.pk).update(leased_until=timezone.now() - timezone.timedelta(minutes=1))
    assert import_waiting() == 1
    first.refresh_from_db()
    assert first.overtaken_at
    assert Listing.objects.get().name == "New"


def test_a_list_that_ends_its_readers_is_left_alone(feed: Any, coordinator: Any) -> None:
    run = read_file(feed, by=coordinator, content=as_bytes(row()))
    ImportRun.objects.filter(pk=run.pk).update(turn=3)
    import_waiting()
    run.refresh_from_db()
    assert run.unread == "broken"
    assert not Listing.objects.exists()


def test_the_schedule(feed: Any) -> None:
    Feed.objects.filter(pk=feed.pk).update(
        every=24, next_at=timezone.now(), address="https://nowhere.example.org/x.json"
    )
    assert start_due() == 1
    assert start_due() == 0
    feed.refresh_from_db()
    assert feed.next_at > timezone.now() + timezone.timedelta(hours=23)
    assert read_now(feed, by=feed.by) == feed.runs.get()
    import_waiting()
    assert feed.runs.get().unread == "not_allowed"


def test_who_keeps_a_list_hears_once_that_it_cannot_be_read(feed: Any, coordinator: Any, alba: Any) -> None:
    Feed.objects.filter(pk=feed.pk).update(every=24, address="https://nowhere.example.org/x.json")
    for _day in range(3):
        Feed.objects.filter(pk=feed.pk).update(next_at=timezone.now())
        start_due()
        import_waiting()
    told = Notification.objects.get(kind="list_unread")
    assert (told.member, told.count) == (coordinator, 1)
    ImportRun.objects.create(feed=feed, by=coordinator)
    import_waiting()
    told.refresh_from_db()
    assert told.count == 1  # who asked for it reads the report
    read_file(feed, by=coordinator, content=as_bytes(row()))
    import_waiting()
    told.refresh_from_db()
    assert told.read_at is not None


def test_our_own_meetings(feed: Any) -> None:
    from datetime import time as at
    from uuid import uuid4

    own = OwnMeeting(
        key=uuid4(),
        name="Evening Circle",
        url="/meetings/1/",
        zone="Europe/Madrid",
        slots=((2, at(19)),),
        is_online=True,
    )
    listing = list_meeting(own)
    assert list_meeting(own) == listing
    assert (listing.attendance, listing.times.get().at, listing.times.get().online_zone) == (
        "online", 2 * 1440 + 1140, "Europe/Madrid",
    )  # fmt: skip
    read(feed, *ROWS)
    assert unlist_meeting(own.key)
    assert not unlist_meeting(own.key)
    assert Listing.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once(feed: Any, coordinator: Any, at_once: Any) -> None:
    """Each reading is done once; two lists of one feed leave one of them, whole."""
    lists = {name: [row(slug=f"m{n}", name=name) for n in range(40)] for name in ("First", "Second")}
    for rows in lists.values():
        read_file(feed, by=coordinator, content=as_bytes(*rows))
    done = at_once(*[import_waiting] * 3)
    assert sum(done) == 2
    assert set(Listing.objects.values_list("name", flat=True)) == {"Second"}
    assert ListingTime.objects.count() == 40
    assert list(ImportRun.objects.open()) == []


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_while_it_writes(feed: Any, coordinator: Any) -> None:
    """The old state stays whole; another worker takes it up and ends it."""
    read(feed, row(name="Old"), row(slug="goes"))
    run = read_file(feed, by=coordinator, content=as_bytes(*[row(slug=f"m{n}") for n in range(50)], row(name="New")))
    # Whoever writes waits for this row, in the middle of its transaction.
    with transaction.atomic():
        Listing.objects.select_for_update().get(slug="goes")
        reader = subprocess.Popen([sys.executable, "-c", READS], env=environment())
        waits_for_a_lock(reader)
        reader.kill()
        reader.wait()
    time.sleep(0.2)
    assert sorted(Listing.objects.values_list("slug", "name")) == [
        ("goes", "Sunday Serenity"), ("sunday-serenity", "Old"),
    ]  # fmt: skip
    ImportRun.objects.filter(pk=run.pk).update(leased_until=F("created_at"))
    import_waiting()
    assert Listing.objects.count() == 51
    assert Listing.objects.get(slug="sunday-serenity").name == "New"


READS = "import django; django.setup(); from groups.directory.actions import import_waiting; import_waiting()"


def waits_for_a_lock(reader: Any) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and reader.poll() is None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_stat_clear_snapshot(); SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")
