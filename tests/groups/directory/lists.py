"""Small lists in Meeting Guide JSON, as people publish them."""

import json
from typing import Any


def row(**fields: Any) -> dict[str, Any]:
    """A row that nothing is wrong with."""
    good = {
        "name": "Sunday Serenity",
        "slug": "sunday-serenity",
        "day": 0,
        "time": "18:00",
        "end_time": "19:30",
        "timezone": "America/New_York",
        "location": "Alano Club",
        "formatted_address": "123 Main Street, Springfield, IL 62704, USA",
        "regions": ["Illinois", "Springfield"],
        "latitude": 39.8,
        "longitude": -89.65,
        "approximate": "no",
        "types": ["O", "D"],
        "updated": "2024-05-31 14:32:23",
    }
    return {name: value for name, value in (good | fields).items() if value is not ...}


def as_bytes(*rows: Any) -> bytes:
    return json.dumps(list(rows)).encode()
