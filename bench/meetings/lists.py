"""Lists of meetings as long as wanted, with the habits of real ones; the same for the same number."""

import json
import random
from typing import Any

from community.facilities.models import Facility
from groups.directory.actions.writing import write
from groups.directory.guide.reading import readings, rows_of
from groups.directory.models import Feed

TOWNS = [(f"{first}{last}", 33 + n % 14, -118 + n * 0.9) for n, (first, last) in enumerate(
    (first, last) for first in ("Spring", "Har", "Wake", "Ash", "Mill", "Brook", "Lake", "Fair")
    for last in ("field", "bury", "ton", "haven", "ford")
)]  # fmt: skip
ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/London")
TYPES = ("O", "C", "D", "B", "SP", "ST", "W", "M", "Y", "BE", "X", "LGBTQ", "S", "MED")
NAMES = ("Morning Light", "One Day at a Time", "Early Birds", "Steps and Coffee", "Nightly Circle", "Open Door")


def rows(number: int, *, seed: int = 4) -> list[dict[str, Any]]:
    """So many rows: a third online, each twentieth closed for now, every habit of real lists here and there."""
    chance = random.Random(seed)
    return [_row(chance, n) for n in range(number)]


def _row(chance: random.Random, n: int) -> dict[str, Any]:
    town, latitude, longitude = TOWNS[n % len(TOWNS)]
    hour, minute = chance.randrange(6, 23), chance.choice((0, 15, 30))
    row: dict[str, Any] = {
        "name": f"{chance.choice(NAMES)} {town}",
        "slug": f"meeting-{n}",
        "day": chance.randrange(7) if n % 10 else [1, 3, 5],
        "time": f"{hour:02}:{minute:02}",
        "end_time": f"{hour + 1:02}:{minute:02}",
        "timezone": chance.choice(ZONES),
        "location": f"{town} Hall",
        "formatted_address": f"{n % 900 + 1} Main Street, {town}, NY 10001, USA",
        "regions": ["New York", town],
        "latitude": round(latitude + chance.random() / 5, 5),
        "longitude": round(longitude + chance.random() / 5, 5),
        "types": chance.sample(TYPES, 3),
        "notes": "Ring at the side door. " * chance.randrange(6),
        "updated": "2024-05-31 14:32:23",
    }
    if n % 3 == 0:
        row |= {"conference_url": f"https://zoom.us/j/{n}", "approximate": "yes" if n % 2 else "no"}
    if n % 20 == 0:
        row["types"] = [*row["types"], "TC"]
    if n % 25 == 0:
        row |= {"time": f"{(hour - 1) % 12 + 1}:{minute:02} {'AM' if hour < 12 else 'PM'}", "latitude": str(latitude)}
    if n % 30 == 0:
        row["notes"] = "<p>Ring &amp; come in.<br>All are welcome.</p>"
    if n % 500 == 0:
        row["time"] = "in the evening"
    return row


def as_bytes(number: int, *, seed: int = 4) -> bytes:
    """The list as a file."""
    return json.dumps(rows(number, seed=seed)).encode()


def feed_of(number: int, facility: Facility | None = None) -> Feed:
    """A directory with so many meetings, written as an import writes them. For whoever measures its pages."""
    house = facility or Facility.objects.get_or_create(slug="bench-house", defaults={"name": "Bench House"})[0]
    feed = Feed.objects.create(facility=house, name="Measured list", zone="America/New_York")
    write(feed, readings(rows_of(as_bytes(number)), zone=feed.zone, language="en"))
    return feed
