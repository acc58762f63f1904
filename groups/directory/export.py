"""Our own list, in Meeting Guide JSON, for others to read in."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q

from groups.directory.guide.row import Attendance
from groups.directory.guide.types import LANGUAGE_CODES, ONLINE
from groups.directory.models import WEEK, Listing, ListingTime

DAY = 1440


def listed() -> Iterator[Listing]:
    """What is handed out: our own meetings, and those of lists that are handed on; by source and slug."""
    times = Prefetch("times", ListingTime.objects.order_by("at"))
    handed_on = Listing.objects.filter(Q(feed=None) | Q(feed__handed_on_at__isnull=False, feed__ended_at=None))
    return handed_on.prefetch_related(times).order_by("feed_id", "slug").iterator(chunk_size=1_000)


def pieces() -> Iterator[str]:
    """The list as JSON, piece by piece; however long it is, little of it is in memory."""
    taken: set[str] = set()
    before = "["
    for listing in listed():
        for row in rows_of(listing, taken):
            yield before + json.dumps(row, ensure_ascii=False)
            before = ",\n"
    yield "[]" if before == "[" else "]"


def rows_of(listing: Listing, taken: set[str]) -> Iterator[dict[str, Any]]:
    """A row for each time of the day it meets at; a slug that another has is told apart by the listing's number."""
    by_clock: dict[int, list[int]] = {}
    for one in listing.times.all():
        if one.at < WEEK:
            by_clock.setdefault(one.at % DAY, []).append(one.at // DAY)
    for n, (minute, days) in enumerate(sorted(by_clock.items()) or [(None, [])]):
        slug = listing.slug if not n else f"{listing.slug[:57]}-{n + 1}"
        if slug in taken:
            slug = f"{slug[:50]}-{listing.pk}"
        taken.add(slug)
        yield _row(listing, slug, minute, days)


def _row(listing: Listing, slug: str, minute: int | None, days: list[int]) -> dict[str, Any]:
    types = [*listing.types, *(LANGUAGE_CODES[tag] for tag in listing.languages if tag in LANGUAGE_CODES)]
    if listing.is_online:
        types.append(ONLINE)
    row: dict[str, Any] = {
        "name": listing.name,
        "slug": slug,
        "timezone": listing.zone,
        "types": types,
        "notes": listing.notes,
        "group": listing.group_name,
        "location": listing.location,
        "formatted_address": listing.address,
        "regions": listing.regions,
        "latitude": listing.latitude,
        "longitude": listing.longitude,
        "approximate": "yes" if listing.approximate else "no",
        "attendance_option": "inactive" if listing.attendance == Attendance.CLOSED else listing.attendance,
        "conference_url": listing.conference_url,
        "conference_phone": listing.conference_phone,
        "url": f"{settings.SITE_URL}{listing.url}" if listing.url.startswith("/") else listing.url,
        "updated": f"{listing.updated_at:%Y-%m-%d %H:%M:%S}" if listing.updated_at else "",
    }
    if minute is not None:
        end = minute + listing.minutes
        row["day"] = days[0] if len(days) == 1 else days
        row["time"] = f"{minute // 60:02}:{minute % 60:02}"
        row["end_time"] = f"{end % DAY // 60:02}:{end % 60:02}"
    return {name: value for name, value in row.items() if value not in ("", None, [])}
