"""Days and times as lists write them."""

import re
from datetime import time
from typing import Any

from groups.directory.guide.why import NotRead, Trouble, Why, shown

_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
#: Names and their usual short forms, each with its number; 0 is Sunday.
_NAMED = {day[:length]: n for n, day in enumerate(_DAYS) for length in range(3, 10)} | {
    f"{day}s": n for n, day in enumerate(_DAYS)
}
_SPLIT = re.compile(r"[,;/|&+\s]+")

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?\s*(?P<half>[ap])?\.?\s?(?(half)m?)\.?",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,2}")
_FOUR = re.compile(r"(\d{2})(\d{2})")
_WORDS = {"noon": time(12), "midday": time(12), "midnight": time(0)}


def is_nothing(value: Any) -> bool:
    """Whether a list that writes this means that there is nothing."""
    if isinstance(value, str):
        return value.strip().lower() in ("", "null", "none", "n/a", "[]")
    return value is None or value == [] or value == {}


def read_days(value: Any, troubles: list[Trouble]) -> list[int]:
    """The days of the week, 0 = Sunday, in their order. Empty: none is given. Raises NotRead where it is no day."""
    if is_nothing(value):
        return []
    words: list[Any] = value if isinstance(value, list) else [value]
    flat: list[Any] = []
    for word in words:
        if isinstance(word, str):
            flat += [part for part in _SPLIT.split(word.strip().strip("[]").replace('"', "").replace("'", "")) if part]
        elif not is_nothing(word):
            flat.append(word)
    days: set[int] = set()
    for word in flat:
        day = _day(word)
        if day is None:
            if len(flat) == 1:
                raise NotRead("day", Why.NOT_A_DAY, word)
            troubles.append(Trouble("day", Why.NOT_A_DAY, shown(word)))
        elif day == 7:
            troubles.append(Trouble("day", Why.DAY_SEVEN, shown(word)))
            days.add(0)
        else:
            days.add(day)
    if flat and not days:
        raise NotRead("day", Why.NOT_A_DAY, value)
    return sorted(days)


def _day(word: Any) -> int | None:
    if isinstance(word, bool):
        return None
    if isinstance(word, float) and word.is_integer():
        word = int(word)
    if isinstance(word, int):
        return word if 0 <= word <= 7 else None
    if not isinstance(word, str):
        return None
    text = word.strip().lower().rstrip(".")
    if re.fullmatch(r"[0-7](\.0)?", text):
        return int(text[0])
    return _NAMED.get(text)


def read_time(value: Any, field: str) -> time | None:
    """A time of the day, in 12 or 24 hours; None where none is given. Raises NotRead where it is none."""
    if is_nothing(value):
        return None
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str):
        raise NotRead(field, Why.NOT_A_TIME, value)
    text = " ".join(value.split()).lower()
    if text in _WORDS:
        return _WORDS[text]
    if four := _FOUR.fullmatch(text):
        return _time(int(four[1]), int(four[2]), "", field, value)
    found = _CLOCK.fullmatch(text)
    if found is None or (_BARE.fullmatch(text) and not found["half"]):
        raise NotRead(field, Why.NOT_A_TIME, value)
    return _time(int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower(), field, value)


def _time(hour: int, minute: int, half: str, field: str, value: str) -> time:
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59 or (half == "a" and hour > 12):
        raise NotRead(field, Why.NOT_A_TIME, value)
    return time(hour, minute)


def minutes_between(start: time, end: time | None, troubles: list[Trouble]) -> int:
    """How long it lasts: over midnight where the end is before the start, an hour where there is none."""
    if end is None:
        return 60
    minutes = (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % 1440
    if minutes == 0:
        troubles.append(Trouble("end_time", Why.NO_LENGTH, f"{end:%H:%M}"))
        return 60
    return minutes


def read_slot_lines(value: Any) -> list[tuple[int, time]]:
    """Days and times written together, a line each: "Sunday 8:30 AM". Raises NotRead at a line that says neither."""
    slots: list[tuple[int, time]] = []
    for line in re.split(r"[\n;]+", value) if isinstance(value, str) else ():
        words = line.strip().split(None, 1)
        if not words:
            continue
        day = _day(words[0].rstrip(",:")) if len(words) == 2 else None
        if day is None:
            raise NotRead("times", Why.NOT_A_DAY, line)
        at = read_time(words[1], "times")
        if at is None:
            raise NotRead("times", Why.NOT_A_TIME, line)
        slots.append((day % 7, at))
    return sorted(set(slots))
