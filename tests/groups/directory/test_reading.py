"""Lists as they are, every quirk of them: what a person would understand is read, the rest is told of."""

import json
from datetime import UTC, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.directory.guide.reading import readings, rows_of
from groups.directory.guide.row import Attendance, read_row
from groups.directory.guide.types import TYPES
from groups.directory.guide.why import NotRead, Unread, Unreadable, Why
from tests.groups.directory.lists import as_bytes, row


def whys(**fields: Any) -> list[tuple[str, str]]:
    return [(one.field, one.why.value) for one in read_row(row(**fields)).troubles]


def test_a_row_by_the_book() -> None:
    read = read_row(row())
    assert read.troubles == ()
    assert (read.name, read.slug, read.slots, read.minutes) == (
        "Sunday Serenity",
        "sunday-serenity",
        ((0, time(18)),),
        90,
    )
    assert (read.zone, read.regions, read.types) == ("America/New_York", ("Illinois", "Springfield"), ("O", "D"))
    assert (read.attendance, read.approximate, read.latitude) == (Attendance.IN_PERSON, False, 39.8)
    assert read.updated == datetime(2024, 5, 31, 14, 32, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        (3, [3]), ("3", [3]), ("Sunday", [0]), ("sat", [6]), ("Tues.", [2]), ("Thursdays", [4]), ([1, 3], [1, 3]),
        (["1", "5", "1"], [1, 5]), (["Monday", "friday"], [1, 5]), ("1,3", [1, 3]), ("[2]", [2]), (2.0, [2]),
        ("Mon/Wed/Fri", [1, 3, 5]), (7, [0]), ("7", [0]), ([6, 7], [0, 6]),
    ],
)  # fmt: skip
def test_days(said: Any, days: list[int]) -> None:
    assert [day for day, _at in read_row(row(day=said)).slots] == days


@pytest.mark.parametrize("said", [8, -1, "someday", True, {"day": 1}, ["x"], 1.5, "Su nday"])
def test_no_days(said: Any) -> None:
    with pytest.raises(NotRead) as no:
        read_row(row(day=said))
    assert (no.value.trouble.field, no.value.trouble.why) == ("day", Why.NOT_A_DAY)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("18:00", time(18)), ("8:00", time(8)), ("18:00:00", time(18)), ("6:30 PM", time(18, 30)),
        ("6:30pm", time(18, 30)), ("6 p.m.", time(18)), ("12:00 AM", time(0)), ("12:15 pm", time(12, 15)),
        ("12am", time(0)), ("noon", time(12)), ("Midnight", time(0)), ("24:00", time(0)), ("1830", time(18, 30)),
        ("18.30", time(18, 30)), ("18h30", time(18, 30)), (" 07:05 ", time(7, 5)), ("13:30 PM", time(13, 30)),
        (["19:00"], time(19)),
    ],
)  # fmt: skip
def test_times(said: Any, at: time) -> None:
    assert read_row(row(time=said, end_time=...)).slots == ((0, at),)


@pytest.mark.parametrize(
    "said", ["25:00", "18:60", "evening", "6", 18, True, "6:30 XM", "18:00-19:00", "2024-05-01 18:00"]
)
def test_no_times(said: Any) -> None:
    with pytest.raises(NotRead) as no:
        read_row(row(time=said))
    assert (no.value.trouble.field, no.value.trouble.why) == ("time", Why.NOT_A_TIME)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("23:00", "00:30", 90),
        ("18:00", ..., 60),
        ("18:00", "18:00", 60),
        ("6 PM", "7:15 PM", 75),
        ("18:00", "late", 60),
    ],
)
def test_how_long(start: str, end: Any, minutes: int) -> None:
    assert read_row(row(time=start, end_time=end)).minutes == minutes


def test_by_appointment_and_half_a_time() -> None:
    assert read_row(row(day=..., time=..., end_time=...)).slots == ()
    assert read_row(row(day=None, time="")).slots == ()
    for fields, why in (({"time": ...}, Why.NO_TIME), ({"day": []}, Why.NO_DAY)):
        with pytest.raises(NotRead) as no:
            read_row(row(**fields))
        assert no.value.trouble.why == why


@pytest.mark.parametrize(
    ("said", "types"),
    [
        ("[open]", ("O",)), ("C", ("C",)), (["o", "x"], ("O", "X")), ("O, D;B", ("O", "D", "B")),
        (["Big Book", "Women"], ("B", "W")), (["O", "ZZZ"], ("O",)), (None, ()), (["O", "O"], ("O",)), ("ONL", ()),
    ],
)  # fmt: skip
def test_types(said: Any, types: tuple[str, ...]) -> None:
    assert read_row(row(types=said)).types == types


def test_types_that_are_languages_and_those_nobody_knows() -> None:
    read = read_row(row(types=["S", "fr", "made-up"], languages="English"), language="de")
    assert read.languages == ("es", "fr", "en")
    assert [(one.field, one.why, one.said) for one in read.troubles] == [("types", Why.UNKNOWN_TYPE, "made-up")]
    assert read_row(row(), language="de").languages == ("de",)


@pytest.mark.parametrize(
    ("fields", "attendance"),
    [
        ({}, "in_person"),
        ({"conference_url": "https://us02web.zoom.us/j/1"}, "hybrid"),
        ({"conference_phone": "+1 (646) 558-8656,,123#"}, "hybrid"),
        ({"conference_url": "https://zoom.us/j/1", "types": ["TC"]}, "online"),
        ({"types": ["tc"]}, "closed"),
        ({"approximate": "yes"}, "inactive"),
        ({"approximate": "yes", "types": ["TC"]}, "closed"),
        ({"approximate": "yes", "conference_url": "https://meet.google.com/abc"}, "online"),
        ({"conference_url": "https://example.org/about"}, "in_person"),
        ({"conference_url": "https://example.org/room", "attendance_option": "hybrid"}, "hybrid"),
        ({"approximate": "yes", "types": ["ONL"]}, "online"),
        ({"attendance_option": "inactive", "types": ["TC"]}, "closed"),
        ({"formatted_address": ..., "location": ..., "latitude": ..., "longitude": ...}, "inactive"),
    ],
)
def test_how_one_takes_part_is_found_out(fields: dict[str, Any], attendance: str) -> None:
    assert read_row(row(**fields)).attendance == attendance


def test_text_is_plain_and_nobody_is_named() -> None:
    read = read_row(
        row(
            name="Rock &amp; Roll <b>Recovery</b>",
            notes="<p>Ring the bell.<br>Use the <a href='x'>back&nbsp;door</a> &amp; be kind</p><script>x()</script>",
            location_notes="2 < 3 and 4 > 3",
            contact_1_name="Pat X.",
            contact_1_email="pat@example.org",
            contact_1_phone="555",
        )
    )
    assert read.name == "Rock & Roll Recovery"
    assert read.notes == "Ring the bell.\nUse the back door & be kind\n\n2 < 3 and 4 > 3"
    assert "Pat" not in repr(read)
    assert "pat@" not in repr(read)


def test_coordinates_phones_and_addresses() -> None:
    read = read_row(
        row(latitude="39.80", longitude="-89,65", conference_phone="1-646-558-8656 ext. 5", url="example.org/m")
    )
    assert (read.latitude, read.longitude) == (39.8, -89.65)
    assert read.conference_phone == "16465588656,5"
    assert read.url == "https://example.org/m"
    assert whys(latitude=999) == [("latitude", "place")]
    assert whys(latitude=0, longitude="0") == [("latitude", "place")]
    assert whys(conference_phone="call Pat") == [("conference_phone", "phone")]
    for bad in ("javascript:alert(1)", "https:", 'https://a.b/"><script>', "http://user@", 5, "data:text/html,x"):
        assert whys(conference_url=bad) == [("conference_url", "address")]


def test_the_address_in_parts() -> None:
    parts = {"address": "1 High St", "city": "Lewes", "state": "DE", "postal_code": 19958, "country": "USA"}
    read = read_row(row(formatted_address=..., regions=..., approximate=..., **parts))
    assert read.address == "1 High St, Lewes, DE, 19958, USA"
    assert (read.regions, read.approximate) == (("DE", "Lewes"), False)
    assert read_row(row(formatted_address="Lewes, DE", approximate=..., location=...)).approximate


def test_names_slugs_and_zones() -> None:
    with pytest.raises(NotRead) as no:
        read_row(row(name="  "))
    assert (no.value.trouble.field, no.value.trouble.why) == ("name", Why.MISSING)
    long = read_row(row(name="n" * 300, slug="s" * 80))
    assert len(long.name) <= 255
    assert len(long.slug) <= 64
    assert long.slug != read_row(row(slug="s" * 81)).slug
    made = read_row(row(slug=...))
    assert made.slug == read_row(row(slug=None)).slug != read_row(row(slug=..., day=1)).slug
    assert read_row(row(timezone="America/New York")).zone == "America/New_York"
    assert whys(timezone="EasternTime") == [("timezone", "zone")]
    assert read_row(row(timezone="Eastern"), zone="Europe/Madrid").zone == "Europe/Madrid"


def test_one_slug_for_several_rows() -> None:
    rows = [row(), row(), row(day=2), row(day=2)]
    found = list(readings(rows, zone="UTC", language=""))
    assert [one.row is not None for one in found] == [True, False, True, False]
    kept = [one.row.slug for one in found if one.row]
    assert kept[0] == "sunday-serenity"
    assert kept == [one.row.slug for one in readings(rows, zone="UTC", language="") if one.row]
    assert [one.troubles[-1].why for one in found[1:]] == [Why.SAME, Why.TWICE, Why.SAME]


def test_the_online_intergroups_own_rows() -> None:
    read = read_row(
        {
            "name": "Global",
            "meetingId": 36,
            "times": "Sunday 8:30 AM\nMonday 10:00 PM",
            "timezone": "Europe/London",
            "url": "https://zoom.us/j/1",
            "types": "Closed, Men, English",
            "languages": "English",
        }
    )
    assert read.slots == ((0, time(8, 30)), (1, time(22)))
    assert (read.slug, read.attendance, read.types, read.languages) == ("global-36", "online", ("C", "M"), ("en",))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>Not found</html>", Unread.NOT_JSON),
        (b'[{"name": "cut', Unread.NOT_JSON),
        (b"", Unread.NOT_JSON),
        (b"[" * 100_000, Unread.NOT_JSON),
        (b'{"error": "no"}', Unread.NOT_A_LIST),
        (b'"words"', Unread.NOT_A_LIST),
        (b"[]", Unread.EMPTY),
        (b'[{"id_bigint": "1", "weekday_tinyint": "1", "meeting_name": "A"}]', Unread.BMLT),
    ],
)
def test_what_is_no_list(content: bytes, reason: Unread) -> None:
    with pytest.raises(Unreadable) as no:
        rows_of(content)
    assert no.value.reason == reason


@pytest.mark.parametrize(
    "around",
    [
        lambda body: body + b"\n<!-- cached -->",
        lambda body: b"Warning: something\n" + body,
        lambda body: b"\xef\xbb\xbf" + body,
        lambda body: b'{"meetings": ' + body + b"}",
        lambda body: body.decode().encode("utf-16"),
        lambda body: body.replace(b"Serenity", b"Serenit\xe9"),
        lambda body: body.replace(b"Serenity", b"Seren\tity"),
    ],
)
def test_what_stands_around_a_list_does_no_harm(around: Any) -> None:
    (found,) = rows_of(around(as_bytes(row())))
    assert read_row(found).slug == "sunday-serenity"


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from([*TYPES, "7", "6 PM"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
FIELDS = sorted({*row(), "conference_url", "conference_phone", "url", "notes", "times", "region", "city", "languages"})


@settings(max_examples=150, deadline=None)
@given(changes=st.dictionaries(st.sampled_from(FIELDS), anything, max_size=6))
def test_whatever_stands_in_a_row(changes: dict[str, Any]) -> None:
    """It is read, and then it fits what is kept of it; or one field and one reason say why not."""
    try:
        read = read_row(row(**changes), zone="UTC")
    except NotRead as no:
        read, refused = None, no.trouble
    if read is None:
        assert refused.field
        assert len(refused.said) <= 80
        return
    assert 0 < len(read.name) <= 255
    assert 0 < len(read.slug) <= 64
    assert 0 < read.minutes < 1440
    assert all(0 <= day <= 6 for day, _at in read.slots)
    assert max(map(len, (read.location, read.address, read.group))) <= 255
    assert max((len(one) for one in read.regions), default=0) <= 80
    assert (read.latitude is None) == (read.longitude is None)
    for link in (read.url, read.conference_url):
        assert link == "" or link.startswith(("https://", "http://"))
    assert "\0" not in repr(read.name + read.notes + read.address)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(anything | st.builds(lambda day: row(day=day), anything), min_size=1, max_size=6))
def test_whatever_stands_in_a_list(rows: list[Any]) -> None:
    """Every row is answered for, once, and no slug twice."""
    try:
        found = list(readings(rows_of(json.dumps(rows).encode()), zone="UTC", language="en"))
    except Unreadable:
        return
    assert [one.number for one in found] == list(range(1, len(rows) + 1))
    assert all(one.row or one.troubles for one in found)
    slugs = [one.row.slug for one in found if one.row]
    assert len(slugs) == len(set(slugs))
