from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.facilities.models import Facility
from community.kit.gate import Refused, require
from community.members.models import Member
from community.members.zones import is_zone
from groups.directory.fetching import NotFetched, look_at
from groups.directory.models import Feed, ImportRun, Listing
from groups.directory.policies import can_keep_lists


@transaction.atomic
def add_feed(
    facility: Facility,
    *,
    by: Member,
    name: str,
    address: str = "",
    zone: str,
    language: str = "",
    every: int = Feed.Every.NEVER,
    handed_on: bool = False,
) -> Feed:
    """Add a list of meetings. ``zone`` and ``language`` are for rows that name none; ``every`` is in hours.

    Raises ``PermissionDenied`` for anyone but owners and coordinators, ``Refused`` where the address is not among
    those the operators allow, where the zone is unknown, or where there is a schedule and no address.
    """
    require(can_keep_lists(by, facility))
    _look_through(address, zone, every)
    feed = Feed.objects.create(
        facility=facility,
        by=by,
        name=name.strip(),
        address=address,
        zone=zone,
        language=language,
        every=every,
        next_at=_next(every),
        handed_on_at=timezone.now() if handed_on else None,
    )
    record("add_feed", by=by, facility=facility, subject=f"feed:{feed.pk}", thing=feed.name)
    return feed


@transaction.atomic
def change_feed(
    feed: Feed, *, by: Member, name: str, address: str, zone: str, language: str, every: int, handed_on: bool
) -> Feed:
    """Change what is said of a list; what was read from it stays until it is read again. Raises as ``add_feed``."""
    require(can_keep_lists(by, feed.facility) and feed.ended_at is None)
    _look_through(address, zone, every)
    if every != feed.every or address != feed.address:
        feed.next_at = _next(every)
    feed.name, feed.address, feed.zone, feed.language, feed.every = name.strip(), address, zone, language, every
    if not handed_on:
        feed.handed_on_at = None
    elif feed.handed_on_at is None:
        feed.handed_on_at = timezone.now()
    feed.save()
    record("change_feed", by=by, facility=feed.facility, subject=f"feed:{feed.pk}", thing=feed.name)
    return feed


@transaction.atomic
def end_feed(feed: Feed, *, by: Member) -> bool:
    """Remove a list and all its meetings from the directory. False where it was removed before."""
    require(can_keep_lists(by, feed.facility))
    changed = Feed.objects.filter(pk=feed.pk, ended_at=None).update(ended_at=timezone.now(), ended_by=by, next_at=None)
    if changed:
        ImportRun.objects.open().filter(feed=feed).delete()
        Listing.objects.filter(feed=feed).delete()
        record("end_feed", by=by, facility=feed.facility, subject=f"feed:{feed.pk}", thing=feed.name)
    return bool(changed)


def _next(every: int) -> datetime | None:
    """A list with a schedule is read for the first time at once."""
    return timezone.now() if every else None


def _look_through(address: str, zone: str, every: int) -> None:
    if not is_zone(zone):
        raise Refused("zone", _("Please choose a time zone."), field="zone")
    if every and not address:
        raise Refused("address", _("To be read by itself, a list needs a web address."), field="every")
    if every not in Feed.Every.values:
        raise Refused("every", _("Please choose how often."), field="every")
    if address:
        try:
            look_at(address, settings.MEETING_FEED_HOSTS)
        except NotFetched as refused:
            raise Refused("address", refused.reason.label, field="address") from refused
