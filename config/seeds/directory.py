"""A list of meetings around the house, read in as staff read one in; a row in it nobody could read."""

import json
from typing import Any

from community.facilities.models import Facility
from community.members.models import Member
from groups.directory.actions import add_feed, import_waiting, read_file

#: Name, days (0 = Sunday), time, minutes, place, street, town, types, latitude and longitude.
_PLACES: list[tuple[Any, ...]] = [
    ("Morning Light", [1, 2, 3, 4, 5], "07:00", 60, "Alder Hall", "12 Alder St", "Wells", "O D X", 43.322, -70.581),
    ("Noon Hour", [1, 3, 5], "12:00", 60, "Library, lower room", "40 Post Rd", "Wells", "O D", 43.318, -70.575),
    ("Steps by the Sea", [2], "19:00", 90, "St. Brendan's", "3 Shore Rd", "Ogunquit", "C ST", 43.249, -70.599),
    ("Women's Circle", [4], "18:30", 60, "Alder Hall", "12 Alder St", "Wells", "C W", 43.322, -70.581),
    ("Young and New", [5], "20:00", 60, "The Boathouse", "1 Harbor Ln", "Kennebunk", "O Y BE", 43.384, -70.545),
    ("Saturday Speakers", [6], "19:30", 60, "Grange Hall", "210 Maple Ave", "Sanford", "O SP X", 43.439, -70.774),
    ("Sunday Quiet", [0], "9:00 AM", 45, "The Boathouse", "1 Harbor Ln", "Kennebunk", "O MED", 43.384, -70.545),
    ("Grange Beginners", [3], "18:00", 60, "Grange Hall", "210 Maple Ave", "Sanford", "O BE TC", 43.439, -70.774),
]  # fmt: skip
_ONLINE: list[tuple[Any, ...]] = [
    ("Night Owls Online", [0, 1, 2, 3, 4, 5, 6], "23:00", 60, "America/Los_Angeles", "O D"),
    ("Reunión de la mañana", [6], "10:00", 60, "Europe/Madrid", "O S"),
]  # fmt: skip


def read_a_list(faye: Member, house: Facility) -> None:
    """Add the list of the town's meetings and read it in."""
    feed = add_feed(house, by=faye, name="Meetings on the coast", zone="America/New_York", language="en")
    rows = [*map(_at_a_place, _PLACES), *map(_online, _ONLINE), {"name": "Ask at the door", "slug": "ask", "day": 2}]
    read_file(feed, by=faye, content=json.dumps(rows).encode(), name="coast.json")
    import_waiting()


def _at_a_place(said: tuple[Any, ...]) -> dict[str, Any]:
    name, days, at, minutes, place, street, town, types, latitude, longitude = said
    return _row(name, days, at, minutes, types) | {
        "location": place,
        "formatted_address": f"{street}, {town}, ME 04090, USA",
        "regions": ["Maine", town],
        "latitude": latitude,
        "longitude": longitude,
    }


def _online(said: tuple[Any, ...]) -> dict[str, Any]:
    name, days, at, minutes, zone, types = said
    return _row(name, days, at, minutes, types) | {
        "timezone": zone,
        "conference_url": "https://meet.jit.si/an-example-room",
    }


def _row(name: str, days: list[int], at: str, minutes: int, types: str) -> dict[str, Any]:
    hour, minute = int(at.split(":")[0]), int(at[-2:]) if at[-1].isdecimal() else 0
    end = hour * 60 + minute + minutes
    return {
        "name": name,
        "slug": name.lower().replace(" ", "-").replace("'", ""),
        "day": days if len(days) > 1 else days[0],
        "time": at,
        "end_time": f"{end // 60 % 24:02}:{end % 60:02}",
        "types": types.split(),
    }
