"""What a calendar app reads is what happens: read by icalendar and by dateutil, over clock changes, north and south."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from icalendar import Calendar

from community.kit.clock import moment_of
from groups.calendar.ical import Once, Series, calendar_text, singles_text
from groups.meetings.repeating import starts

CHANGED = datetime(2031, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


def series_of(zone, first_day, at, rule, *, until, rows=None, **more):
    """A meeting of an hour, and its rows, as they are written ahead."""
    begins, ends = moment_of(first_day, at, zone), moment_of(until, time(23, 59), zone)
    instants = starts(rule, first_day, at, zone, after=begins, until=ends)
    times = [Once(start, start, start + timedelta(hours=1)) for start in instants]
    for number, changes in (rows or {}).items():
        times[number] = Once(**{**times[number].__dict__, **changes})
    plain = {"uid": "one", "sequence": 3, "changed_at": CHANGED, "title": "Tea; and talk, on — Tuesdays"}
    return Series(
        **plain,
        zone=zone,
        starts_on=first_day,
        starts_at=at,
        minutes=60,
        rule=rule,
        times=times,
        told_from=begins,
        told_to=ends,
        **more,
    )


def by_icalendar(text, until):
    """(instant, minutes) of each time, with the cancelled ones apart; each parser's own reading of the zone."""
    events = recurring_ical_events.of(Calendar.from_ical(text)).between(datetime(2030, 1, 1), until)
    on = [event for event in events if event["STATUS"] != "CANCELLED"]
    off = [event for event in events if event["STATUS"] == "CANCELLED"]
    return sorted((event.start.astimezone(UTC), event.end - event.start) for event in on), sorted(
        event.start.astimezone(UTC) for event in off
    )


def by_dateutil(text, until):
    """The same by another hand: lines unfolded, VTIMEZONE by dateutil's own reader, rules by dateutil's."""
    lines = text.decode().replace("\r\n ", "").split("\r\n")
    zones = tzical(StringIO("\n".join(lines)))
    events, event = [], None
    for line in lines:
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            events.append(event)
        elif event is not None:
            head, _colon, value = line.partition(":")
            name, _semicolon, parameters = head.partition(";")
            event[name] = (parameters, value)
    on, off, named = [], [], set()

    def instants(of, name):
        parameters, value = of[name]
        for one in value.split(","):
            wall = datetime.strptime(one.rstrip("Z"), "%Y%m%dT%H%M%S")
            here = zones.get(parameters.removeprefix("TZID=")) if parameters else UTC
            yield wall.replace(tzinfo=here).astimezone(UTC), wall

    for one in events:
        if "RECURRENCE-ID" in one:
            named |= {at for at, _wall in instants(one, "RECURRENCE-ID")}
            (off if one["STATUS"][1] == "CANCELLED" else on).append(next(instants(one, "DTSTART"))[0])
    for one in events:
        if "RECURRENCE-ID" in one:
            continue
        start, wall = next(instants(one, "DTSTART"))
        if "RRULE" not in one:
            (off if one["STATUS"][1] == "CANCELLED" else on).append(start)
            continue
        here = zones.get(one["DTSTART"][0].removeprefix("TZID="))
        rule = ";".join(part for part in one["RRULE"][1].split(";") if not part.startswith("UNTIL"))
        last = next((part for part in one["RRULE"][1].split(";") if part.startswith("UNTIL")), "")
        end = datetime.strptime(last[6:], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if last else until
        out = {at for at, _wall in instants(one, "EXDATE")} if "EXDATE" in one else set()
        for found in rrulestr(rule, dtstart=wall):
            at = found.replace(tzinfo=here).astimezone(UTC)
            if at > min(end, until):
                break
            if at not in out and at not in named:
                on.append(at)
        on += [at for at, _wall in instants(one, "RDATE") if at not in named] if "RDATE" in one else []
    return sorted(on), sorted(off)


CASES = {
    "Madrid, over the end of summer time": ("Europe/Madrid", date(2031, 9, 30), time(19), "FREQ=WEEKLY;BYDAY=TU"),
    "Sydney, over its beginning": ("Australia/Sydney", date(2031, 9, 30), time(19), "FREQ=WEEKLY;BYDAY=TU"),
    "New York, last Fridays": ("America/New_York", date(2031, 1, 31), time(8, 30), "FREQ=MONTHLY;BYDAY=-1FR"),
    "Santiago, every third day": ("America/Santiago", date(2031, 3, 1), time(23, 45), "FREQ=DAILY;INTERVAL=3"),
    "where clocks are never changed": ("Asia/Kolkata", date(2031, 1, 31), time(6), "FREQ=MONTHLY;BYMONTHDAY=31"),
    "with an end": ("Europe/Berlin", date(2031, 3, 3), time(7), "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20310410T215959Z"),
    "so many times": ("Europe/Berlin", date(2031, 3, 3), time(7), "FREQ=WEEKLY;BYDAY=MO;COUNT=9"),
}


@pytest.mark.parametrize("case", CASES)
def test_two_readers_read_what_the_rows_say(case):
    """Called off, moved over the clock change, said no to, and a row the rule does not know."""
    zone, first_day, at, rule = CASES[case]
    until = first_day + timedelta(days=240)
    plain = series_of(zone, first_day, at, rule, until=until)
    later = plain.times[2].original + timedelta(days=1, hours=3)
    rows = {
        1: {"cancelled": True},
        2: {"starts": later, "ends": later + timedelta(minutes=90), "place": "The library"},
        3: {"left_out": True},
    }
    told = series_of(zone, first_day, at, rule, until=until, rows=rows)
    extra = moment_of(first_day + timedelta(days=5), time(11, 11), zone)
    told.times.append(Once(extra, extra, extra + timedelta(hours=1)))
    happen = [once for once in told.times if not once.left_out]
    expected = sorted((once.starts, once.ends - once.starts) for once in happen if not once.cancelled)
    off = sorted(once.starts for once in happen if once.cancelled)
    horizon = told.told_to
    text = calendar_text([told], name="Notes")
    assert by_icalendar(text, horizon) == (expected, off)
    assert by_dateutil(text, horizon) == ([start for start, _length in expected], off)


def test_seven_in_the_evening_stays_seven():
    zone, first_day, at, rule = CASES["Madrid, over the end of summer time"]
    text = calendar_text([series_of(zone, first_day, at, rule, until=date(2031, 11, 30))], name="Notes")
    on, _off = by_icalendar(text, datetime(2031, 11, 30, tzinfo=UTC))
    assert {start.astimezone(ZoneInfo(zone)).time() for start, _length in on} == {at}
    assert {start.time() for start, _length in on} == {time(17), time(18)}


def test_the_skipped_hour_and_its_exception():
    """02:30 on the night that has none: it happens when the rows say so, and can be called off."""
    zone, first_day = "Europe/Berlin", date(2031, 3, 23)
    told = series_of(zone, first_day, time(2, 30), "FREQ=WEEKLY;BYDAY=SU", until=date(2031, 4, 7))
    text = calendar_text([told], name="Notes")
    assert by_icalendar(text, told.told_to)[0][1][0] == told.times[1].starts == datetime(2031, 3, 30, 1, 30, tzinfo=UTC)
    left = series_of(
        zone, first_day, time(2, 30), "FREQ=WEEKLY;BYDAY=SU", until=date(2031, 4, 7), rows={1: {"left_out": True}}
    )
    assert len(by_icalendar(calendar_text([left], name="Notes"), told.told_to)[0]) == len(told.times) - 1


def test_the_hour_that_comes_twice_is_its_first():
    """As RFC 5545 (3.3.5) has it; dateutil takes the second, and so is not asked."""
    told = series_of("Europe/Berlin", date(2031, 10, 19), time(2, 30), "FREQ=WEEKLY;BYDAY=SU", until=date(2031, 11, 3))
    on, _off = by_icalendar(calendar_text([told], name="Notes"), told.told_to)
    assert on[1][0] == told.times[1].starts == datetime(2031, 10, 26, 0, 30, tzinfo=UTC)


def test_one_uid_one_sequence_and_the_same_text_every_time():
    zone, first_day, at, rule = CASES["with an end"]
    told = series_of(zone, first_day, at, rule, until=date(2031, 6, 1), rows={1: {"cancelled": True}})
    text = calendar_text([told], name="Notes")
    assert text == calendar_text([told], name="Notes")
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [(str(event["UID"]), event["SEQUENCE"]) for event in events] == [("one", 3), ("one", 3)]
    assert events[1]["RECURRENCE-ID"].dt == told.times[1].original
    assert CHANGED.replace(microsecond=0) == events[0].DTSTAMP
    assert str(events[0]["SUMMARY"]) == told.title


def test_every_line_is_short_and_ends_as_asked():
    zone, first_day, at, rule = CASES["with an end"]
    told = series_of(zone, first_day, at, rule, until=date(2031, 6, 1), about="Grüße und Tee. " * 30 + "\n;,\\")
    text = calendar_text([told], name="Notes")
    lines = text.split(b"\r\n")
    assert lines.pop() == b""
    assert all(b"\n" not in line and len(line) <= 75 for line in lines)
    assert str(Calendar.from_ical(text).walk("VEVENT")[0]["DESCRIPTION"]) == told.about


def test_neutral_says_when_and_nothing_else():
    zone, first_day, at, rule = CASES["with an end"]
    words = {"about": "Harbor House", "place": "Mill Hall", "url": "https://notes.example/meetings/1/"}
    rows = {1: {"place": "Back room", "note": "Bring soup"}}
    told = series_of(zone, first_day, at, rule, until=date(2031, 6, 1), rows=rows, neutral=True, **words)
    told = Series(**{**told.__dict__, "title": "Appointment"})
    text = calendar_text([told], name="Notes").decode()
    for word in ("Harbor", "Mill", "Back room", "soup", "meetings", "Cairn", "LOCATION", "DESCRIPTION", "URL:"):
        assert word not in text


def test_in_utc_there_is_no_zone_to_tell():
    text = calendar_text([series_of("UTC", date(2031, 3, 3), time(7), "FREQ=DAILY", until=date(2031, 4, 1))], name="N")
    assert b"VTIMEZONE" not in text
    assert b"DTSTART:20310303T070000Z" in text


def test_times_that_stand_alone_keep_their_own_uid_when_they_move():
    told = series_of("Europe/Berlin", date(2031, 3, 3), time(7), "FREQ=DAILY", until=date(2031, 4, 1))
    once = told.times[4]
    later = once.starts + timedelta(hours=5)
    before = Calendar.from_ical(singles_text([(told, once)], name="N")).walk("VEVENT")[0]
    moved = Once(**{**once.__dict__, "starts": later, "ends": later + timedelta(hours=1)})
    after = Calendar.from_ical(singles_text([(told, moved)], name="N")).walk("VEVENT")[0]
    assert before["UID"] == after["UID"] != told.uid
    assert (before.start, after.start) == (once.starts, later)
    assert "RRULE" not in before
    assert "RECURRENCE-ID" not in after
