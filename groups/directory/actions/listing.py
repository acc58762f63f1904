from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import time
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from groups.directory.guide.row import Attendance
from groups.directory.models import WEEK, Listing, ListingTime


@dataclass(frozen=True)
class OwnMeeting:
    """A meeting of ours as the directory shows it. ``key`` is its uid for good, ``url`` its page (a path).

    ``slots`` are days of the week (0 = Sunday) and times on the wall in ``zone``; none: see its page. Where it is
    online is not told here: only that it is.
    """

    key: UUID
    name: str
    url: str
    zone: str
    slots: tuple[tuple[int, time], ...] = ()
    minutes: int = 60
    notes: str = ""
    group: str = ""
    location: str = ""
    address: str = ""
    regions: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    is_online: bool = False
    types: tuple[str, ...] = field(default=())
    languages: tuple[str, ...] = field(default=())
    #: Closed for a time: it keeps its place in the list and says so.
    is_closed: bool = False

    @property
    def digest(self) -> str:
        """The same for meetings that say the same; it stands in the listing."""
        return sha256(repr(self).encode()).hexdigest()[:32]


@transaction.atomic
def list_meeting(meeting: OwnMeeting) -> Listing:
    """Put a meeting of ours into the directory, or bring what stands there up to date. Twice is once.

    Whether it may be listed is for the caller to ask; it is called in the caller's transaction.
    """
    somewhere = bool(meeting.address or meeting.location)
    whole = meeting.latitude is not None and meeting.longitude is not None
    listing, _new = Listing.objects.update_or_create(
        key=meeting.key,
        defaults={
            "feed": None,
            "slug": str(meeting.key),
            "name": meeting.name[:255],
            "notes": meeting.notes,
            "group_name": meeting.group,
            "location": meeting.location,
            "address": meeting.address,
            "regions": list(meeting.regions),
            "latitude": meeting.latitude if whole else None,
            "longitude": meeting.longitude if whole else None,
            "zone": meeting.zone,
            "minutes": meeting.minutes,
            "attendance": _attendance(somewhere, meeting.is_online, meeting.is_closed),
            "types": list(meeting.types),
            "languages": list(meeting.languages),
            "url": meeting.url,
            "updated_at": timezone.now(),
            "digest": meeting.digest,
        },
    )
    ListingTime.objects.filter(listing=listing).delete()
    ListingTime.objects.bulk_create(times_of(listing, meeting.slots))
    return listing


def unlist_meeting(key: UUID) -> bool:
    """Take a meeting of ours out of the directory. False where it was not in it."""
    return bool(Listing.objects.filter(key=key).delete()[0])


def times_of(listing: Listing, slots: Iterable[tuple[int, time]]) -> list[ListingTime]:
    """The rows of its times, not stored yet."""
    zone = listing.zone if listing.attendance == Attendance.ONLINE else ""
    minutes = sorted({day * 1440 + at.hour * 60 + at.minute for day, at in slots}) or [WEEK]
    return [ListingTime(listing=listing, at=at, online_zone=zone) for at in minutes]


def _attendance(somewhere: bool, is_online: bool, is_closed: bool) -> Attendance:
    if is_closed:
        return Attendance.ONLINE if is_online and not somewhere else Attendance.CLOSED
    if somewhere:
        return Attendance.HYBRID if is_online else Attendance.IN_PERSON
    return Attendance.ONLINE if is_online else Attendance.INACTIVE
