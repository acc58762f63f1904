from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from hashlib import sha256

from groups.directory.actions.listing import times_of
from groups.directory.guide.reading import Reading
from groups.directory.guide.row import Row
from groups.directory.models import Feed, Listing, ListingTime

BATCH = 1_000
#: What of a row stands in the listing under the same name.
_ALIKE = (
    "name", "minutes", "zone", "notes", "location", "address", "latitude", "longitude", "approximate",
    "attendance", "conference_url", "conference_phone", "url",
)  # fmt: skip
_WRITTEN = (*_ALIKE, "group_name", "regions", "types", "languages", "updated_at", "digest")


def write(feed: Feed, found: Iterable[Reading]) -> dict[str, int]:
    """Make the feed's listings what was read, in the caller's transaction, which holds the feed.

    Found again by slug; what says the same is not touched. What the list has no more goes, unless a row that could
    not be read bears its slug: then it stays as it was. Returns how many were added, changed, the same and gone.
    """
    known = {
        slug: (pk, digest) for slug, pk, digest in Listing.objects.filter(feed=feed).values_list("slug", "pk", "digest")
    }
    added: list[tuple[Listing, Row]] = []
    changed: list[tuple[Listing, Row]] = []
    same = 0
    kept: set[str] = set()
    for one in found:
        if one.row is None:
            kept.add(one.slug)
            continue
        row, digest = one.row, digest_of(one.row)
        kept.add(row.slug)
        pk, before = known.get(row.slug, (None, ""))
        if before == digest:
            same += 1
        else:
            (added if pk is None else changed).append((listing_of(feed, row, digest), row))
    gone = [pk for slug, (pk, _digest) in known.items() if slug not in kept]
    Listing.objects.filter(pk__in=gone).delete()
    Listing.objects.bulk_create(
        [listing for listing, _row in (*added, *changed)],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["feed", "slug"],
        update_fields=_WRITTEN,
    )
    ListingTime.objects.filter(listing__in=[listing.pk for listing, _row in changed]).delete()
    times = [at for listing, row in (*added, *changed) for at in times_of(listing, row.slots)]
    ListingTime.objects.bulk_create(times, batch_size=BATCH * 4)
    return {"added": len(added), "changed": len(changed), "same": same, "gone": len(gone)}


def listing_of(feed: Feed, row: Row, digest: str) -> Listing:
    """The row as a listing, not stored yet."""
    return Listing(
        feed=feed,
        slug=row.slug,
        group_name=row.group,
        regions=list(row.regions),
        types=list(row.types),
        languages=list(row.languages),
        updated_at=row.updated,
        digest=digest,
        **{name: getattr(row, name) for name in _ALIKE},
    )


def digest_of(row: Row) -> str:
    """The same for rows that say the same."""
    said = [getattr(row, field.name) for field in fields(row) if field.compare]
    words = [one.isoformat() if isinstance(one, datetime) else repr(one) for one in said]
    return sha256("\0".join(words).encode()).hexdigest()[:32]
