import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from community.notifications.doorbell import Doorbell
from groups.directory.actions.writing import write
from groups.directory.fetching import fetch
from groups.directory.guide.reading import Reading, readings, rows_of
from groups.directory.guide.why import Unread, Unreadable
from groups.directory.models import LEASE, Feed, ImportRun, ImportTrouble
from groups.directory.notifications import settle_unread, tell_unread

log = logging.getLogger(__name__)

#: Rows read between two words about how far it is.
CHUNK = 500
#: Reports of so many readings are kept of a list.
KEPT_RUNS = 20
#: A list that breaks the reading is tried so often.
TRIES = 3
#: So many troubles of one reading are kept in words; all are counted.
MOST_TROUBLES = 5_000

_bell = Doorbell("groups.import_meetings")


class Lost(Exception):
    """Another worker has this reading in hand now."""


def ring() -> None:
    """Have a worker look for what is to be read."""
    _bell.ring()


def start_due() -> int:
    """Begin the reading of every list whose time has come; each list once, however often it is rung."""
    started = 0
    for feed in Feed.objects.filter(next_at__lte=Now(), ended_at=None).order_by("next_at", "pk")[:50]:
        with transaction.atomic():
            mine = Feed.objects.filter(pk=feed.pk, next_at=feed.next_at).update(
                next_at=timezone.now() + timedelta(hours=feed.every) if feed.every else None
            )
            if mine and not ImportRun.objects.open().filter(feed=feed, content=None).exists():
                ImportRun.objects.create(feed=feed)
                started += 1
    return started


def import_waiting() -> int:
    """Read, one after the other, all that waits and that no other worker has in hand. Returns how many it took."""
    taken = 0
    while (run := _take()) is not None:
        taken += 1
        try:
            if run.turn > TRIES:  # it ended those who read it
                raise Unreadable(Unread.BROKEN)
            _carry_out(run)
        except Lost:
            continue
        except Unreadable as refused:
            _leave_alone(run, refused.reason)
        except Exception as error:
            log.error("import.failed run=%s error=%s", run.pk, type(error).__name__)
            if run.turn >= TRIES:
                _leave_alone(run, Unread.BROKEN)
    return taken


def _take() -> ImportRun | None:
    """The oldest that is free, claimed by changing its row."""
    for run in ImportRun.objects.free().defer("content").select_related("feed").order_by("pk")[:20]:
        mine = ImportRun.objects.free().filter(pk=run.pk, turn=run.turn)
        if mine.update(leased_until=Now() + LEASE, turn=F("turn") + 1):
            run.turn += 1
            return run
    return None


def _carry_out(run: ImportRun) -> None:
    """Read, telling how far it is after every few hundred rows; then write all of it in one transaction."""
    content = ImportRun.objects.values_list("content", flat=True).get(pk=run.pk)
    body = bytes(content) if content is not None else fetch(run.feed.address, settings.MEETING_FEED_HOSTS)
    rows = rows_of(body)
    ImportTrouble.objects.filter(run=run).delete()
    _tell(run, total=len(rows), read=0, rejected=0, mended=0, writing_at=None)
    found: list[Reading] = []
    rejected = mended = 0
    for some in _chunks(readings(rows, zone=run.feed.zone, language=run.feed.language)):
        found += some
        rejected += sum(one.row is None for one in some)
        mended += sum(one.row is not None and bool(one.troubles) for one in some)
        with transaction.atomic():
            _tell(run, read=len(found), rejected=rejected, mended=mended)
            if rejected + mended <= MOST_TROUBLES:
                ImportTrouble.objects.bulk_create(_troubles(run, some))
    if rejected == len(found):
        raise Unreadable(Unread.NO_ROW)
    _tell(run, writing_at=Now())
    with transaction.atomic():
        feed = Feed.objects.select_for_update().get(pk=run.feed_id)
        _tell(run, finished_at=Now(), content=None)
        if feed.ended_at is not None or _is_overtaken(run):
            _tell(run, over=True, overtaken_at=Now())
        else:
            _tell(run, over=True, **write(feed, found))
            settle_unread(feed)
    _forget_old(run.feed)


def _tell(run: ImportRun, *, over: bool = False, **fields: object) -> None:
    """Write what is known so far, and keep the work in hand. Raises Lost where another has it."""
    mine = ImportRun.objects.filter(pk=run.pk, turn=run.turn)
    if not (mine if over else mine.open()).update(leased_until=Now() + LEASE, **fields):
        raise Lost


@transaction.atomic
def _leave_alone(run: ImportRun, reason: Unread) -> None:
    """Nothing is changed; the report says why. Those who keep the list hear of it, unless one of them asked."""
    done = ImportRun.objects.open().filter(pk=run.pk, turn=run.turn)
    if done.update(finished_at=Now(), unread=reason, content=None) and run.by_id is None:
        tell_unread(run)


def _is_overtaken(run: ImportRun) -> bool:
    """Whether one that was asked for later has been written already."""
    later = ImportRun.objects.filter(feed=run.feed_id, pk__gt=run.pk, finished_at__isnull=False)
    return later.filter(Q(unread="") & Q(overtaken_at=None)).exists()


def _forget_old(feed: Feed) -> None:
    kept = ImportRun.objects.filter(feed=feed).order_by("-pk").values("pk")[:KEPT_RUNS]
    ImportRun.objects.filter(feed=feed, finished_at__isnull=False).exclude(
        pk__in=list(kept.values_list("pk", flat=True))
    ).delete()


def _troubles(run: ImportRun, some: list[Reading]) -> Iterator[ImportTrouble]:
    for one in some:
        for trouble in one.troubles:
            yield ImportTrouble(
                run=run,
                row=one.number,
                name=one.name[:120],
                field=trouble.field,
                why=trouble.why,
                said=trouble.said[:80],
                row_left_out=one.row is None,
            )


def _chunks(found: Iterator[Reading]) -> Iterator[list[Reading]]:
    while some := list(islice(found, CHUNK)):
        yield some
