"""The pages of the directory: what is found, by whom, in how many questions; and the staff's."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.directory.actions import import_waiting, read_file
from groups.directory.guide.reading import readings, rows_of
from groups.directory.models import Feed, Listing, ListingTime
from groups.directory.near import Near
from groups.directory.queries import Wanted, find, towns_like
from tests.groups.directory.lists import as_bytes, row

pytestmark = pytest.mark.django_db

SPRINGFIELD = Near(39.8, -89.65)
#: Wednesday at noon in New York.
WEDNESDAY = datetime(2026, 6, 17, 16, 0, tzinfo=UTC)


@pytest.fixture
def listed(feed: Any) -> None:
    """Five meetings: in a town, in another, online in Madrid's evening, closed for now, and not meeting."""
    rows = [
        row(),
        row(slug="lewes", name="Lewes Steps", day=3, time="19:00", regions=["Delaware", "Lewes"], latitude=38.77,
            longitude=-75.14, formatted_address="1 High St, Lewes, DE 19958, USA", types=["C", "S"]),
        row(slug="online", name="Buenas noches", day=3, time="20:00", timezone="Europe/Madrid", types=["S"],
            conference_url="https://zoom.us/j/1", formatted_address=..., location=..., latitude=..., longitude=...),
        row(slug="shut", name="Shut for now", types=["TC"], day=4),
        row(slug="idle", name="Idle", approximate="yes", day=5),
        row(slug="ask", name="Ask us", day=..., time=..., end_time=...),
    ]  # fmt: skip
    read_file(feed, by=feed.by, content=as_bytes(*rows))
    import_waiting()


def names(wanted: Wanted, clock: str = "America/New_York") -> list[str]:
    return [one.listing.slug for one in find(wanted, clock=clock, at=WEDNESDAY).rows]


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["online", "lewes", "shut", "sunday-serenity", "ask"]),
        (Wanted(day=3), ["online", "lewes"]),
        (Wanted(day=7), ["ask"]),
        (Wanted(part="evening"), ["lewes", "shut", "sunday-serenity"]),
        (Wanted(part="afternoon"), ["online"]),
        (Wanted(kind="C"), ["lewes"]),
        (Wanted(language="es"), ["online", "lewes"]),
        (Wanted(attendance="online"), ["online"]),
        (Wanted(attendance="in_person"), ["lewes", "sunday-serenity", "ask"]),
        (Wanted(attendance="closed"), ["shut"]),
        (Wanted(attendance="inactive"), ["idle"]),
        (Wanted(words="lewes high"), ["lewes"]),
        (Wanted(words="100%"), []),
        (Wanted(near=SPRINGFIELD, within=10), ["shut", "sunday-serenity", "ask"]),
        (Wanted(near=Near(38.7, -75.1), within=10), ["lewes"]),
        (Wanted(near=SPRINGFIELD, within=10, attendance="online"), ["online"]),
    ],
)
def test_finding(wanted: Wanted, found: list[str]) -> None:
    assert names(wanted) == found


@pytest.mark.usefixtures("listed")
def test_online_meetings_stand_at_the_readers_clock() -> None:
    """20:00 in Madrid is 14:00 in New York in June; what has a place stays at the time of its wall."""
    (online,) = find(Wanted(attendance="online"), clock="America/New_York", at=WEDNESDAY).rows
    assert (online.clock, online.day, online.ahead) == ("14:00", 3, 130)
    (auckland,) = find(Wanted(attendance="online"), clock="Pacific/Auckland", at=WEDNESDAY).rows
    assert (auckland.clock, auckland.day) == ("06:00", 4)
    (lewes,) = find(Wanted(kind="C"), clock="Pacific/Auckland", at=WEDNESDAY).rows
    assert (lewes.clock, lewes.day) == ("19:00", 3)


@pytest.mark.usefixtures("listed")
def test_distances_and_towns(settings: Any) -> None:
    settings.COUNTRY = "ES"
    near = find(Wanted(near=Near(38.7754, -75.1393), within=100), clock="UTC", at=WEDNESDAY)
    assert [one.metres for one in near.rows] == [pytest.approx(604, abs=20)]
    assert near.rows[0].away == pytest.approx(0.6, abs=0.02)
    settings.COUNTRY = "US"
    assert near.rows[0].away == pytest.approx(0.375, abs=0.02)
    (lewes,) = towns_like("lew")
    assert (lewes.whole, lewes.listings) == ("Lewes, Delaware", 1)
    assert towns_like("nowhere%") == []


def test_pages_follow_each_other_without_gap_or_double(feed: Any) -> None:
    rows = [row(slug=f"m{n}", day=n % 7, time=f"{n % 24:02}:00", latitude=39.8 + n / 1000) for n in range(45)]
    read_file(feed, by=feed.by, content=as_bytes(*rows))
    import_waiting()
    for wanted in (Wanted(), Wanted(near=SPRINGFIELD, within=50)):
        seen: list[int] = []
        mark = "start"
        while mark:
            page = find(wanted, clock="UTC", after=mark, at=WEDNESDAY)
            seen += [one.listing.pk for one in page.rows]
            mark = page.next
        assert len(seen) == len(set(seen)) == 45


@pytest.fixture
def looking(client: Client, alba: Any) -> Client:
    client.force_login(alba)
    return client


@pytest.mark.usefixtures("listed")
def test_the_page(looking: Client) -> None:
    page = looking.get("/meetings/find/")
    assert page.status_code == 200
    for words in ("Lewes Steps", "Buenas noches", "Shut for now", "Closed for now", "By appointment"):
        assert words in page.text
    assert "Idle" not in page.text
    near = looking.get("/meetings/find/?place=lewes&within=10")
    assert "Near Lewes, Delaware." in near.text
    assert "Sunday Serenity" not in near.text
    assert "We know no meeting there" in looking.get("/meetings/find/?place=xyzzy").text
    assert "Nothing like that" in looking.get("/meetings/find/?q=xyzzy").text
    for odd in (
        "day=9",
        "type=%00",
        "after=1.2.3",
        "after=9.9.9.99999999999999999999",
        "within=x",
        "q=%25_%5C",
        "place=%25",
    ):
        assert looking.get(f"/meetings/find/?{odd}").status_code == 200


@pytest.mark.usefixtures("listed")
def test_where_one_is_stands_in_no_address(looking: Client) -> None:
    sent = looking.post("/meetings/find/near/", {"latitude": "38.774999", "longitude": "-75.139", "asked": "day=3"})
    assert sent["Location"] == "/meetings/find/?day=3&near=me"
    hidden = '<input type="hidden" name="near" value="me">'
    assert hidden not in looking.get("/meetings/find/?day=3").text
    page = looking.get(sent["Location"]).text
    assert "Lewes Steps" in page
    assert hidden in page
    assert looking.session["near"][:2] == [38.77, -75.14]
    looking.post("/meetings/find/near/", {"forget": "", "asked": ""})
    assert "near" not in looking.session
    assert looking.post("/meetings/find/near/", {"latitude": "nan", "longitude": ""})["Location"] == "/meetings/find/?"


@pytest.mark.usefixtures("listed")
def test_a_listing(looking: Client) -> None:
    page = looking.get(Listing.objects.get(slug="online").get_absolute_url())
    assert "Europe/Madrid" in page.text
    assert "https://zoom.us/j/1" in page.text
    assert "Its place is closed for now" in looking.get(Listing.objects.get(slug="shut").get_absolute_url()).text
    assert looking.get("/meetings/find/999999/").status_code == 404


def test_questions_are_as_many_for_many(looking: Client, feed: Any) -> None:
    asked = []
    for size in (3, 60):
        read_file(feed, by=feed.by, content=as_bytes(*[row(slug=f"m{n}", day=n % 7) for n in range(size)]))
        import_waiting()
        looking.get("/meetings/find/")
        with CaptureQueriesContext(connection) as captured:
            looking.get("/meetings/find/?place=springfield")
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 6


@pytest.mark.usefixtures("listed")
def test_our_own_list_goes_out_only_as_far_as_we_hand_it_on(client: Client, feed: Any) -> None:
    assert json.loads(client.get("/meetings/guide.json").getvalue()) == []
    Feed.objects.filter(pk=feed.pk).update(handed_on_at=feed.created_at)
    body = client.get("/meetings/guide.json").getvalue()
    again = [one.row for one in readings(rows_of(body), zone="UTC", language="")]
    assert {one.slug for one in again if one} == set(Listing.objects.values_list("slug", flat=True))
    assert not any(trouble.field != "slug" for one in again if one for trouble in one.troubles)
    for one in again:
        assert one
        listing = Listing.objects.get(slug=one.slug)
        assert (one.name, one.attendance, one.minutes, one.zone) == (
            listing.name, listing.attendance, listing.minutes, listing.zone,
        )  # fmt: skip
        assert [day * 1440 + at.hour * 60 for day, at in one.slots] == [
            at for at in listing.times.values_list("at", flat=True) if at < 10080
        ]


def test_the_staffs_pages(client: Client, coordinator: Any, neighbour: Any, alba: Any, feed: Any) -> None:
    client.force_login(coordinator)
    made = client.post("/desk/meetings/", {"name": "Sussex", "zone": "America/New_York", "every": 0})
    assert made.status_code == 302
    upload = SimpleUploadedFile("list.json", as_bytes(row(), row(slug="bad", time="late")))
    begun = client.post(made["Location"], {"act": "file", "file": upload})
    assert "About to begin" in client.get(begun["Location"]).text
    import_waiting()
    report = client.get(begun["Location"])
    assert "Rows that were left out" in report.text
    assert "this is no time of the day" in report.text
    assert client.post(made["Location"], {"act": "file"}).status_code == 422
    refused = client.post(
        "/desk/meetings/", {"name": "X", "zone": "UTC", "every": 24, "address": "https://example.org/x.json"}
    )
    assert refused.status_code == 422
    assert "not among those the operators allow" in refused.text
    assert client.post(made["Location"], {"act": "end"}).status_code == 302
    assert not Listing.objects.exists()
    assert not ListingTime.objects.exists()
    client.force_login(neighbour)
    assert client.get(feed.get_absolute_url()).status_code == 404
    assert client.get(begun["Location"]).status_code == 404
    client.force_login(alba)
    assert client.get("/desk/meetings/").status_code == 403
