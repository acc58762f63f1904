from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.kit.commit import after_commit
from community.kit.gate import Refused, require
from community.members.models import Member
from groups.directory.actions.importing import ring
from groups.directory.guide.reading import LARGEST
from groups.directory.guide.why import Unread
from groups.directory.models import Feed, ImportRun
from groups.directory.policies import can_keep_lists


def read_file(feed: Feed, *, by: Member, content: bytes, name: str = "") -> ImportRun:
    """Begin to read a list from a file; a worker does it. ``name`` is the file's, for the report.

    Raises ``PermissionDenied`` for anyone but owners and coordinators, ``Refused`` where the file is too large.
    """
    if len(content) > LARGEST:
        raise Refused("too_large", Unread.TOO_LARGE.label, field="file")
    return _begin(feed, by, content=content, file_name=name[-120:])


def read_now(feed: Feed, *, by: Member) -> ImportRun:
    """Begin to read a list from its address, now. While one waits or is under way, that is the one.

    Raises ``PermissionDenied`` as ``read_file`` does, ``Refused`` where the list has no address.
    """
    if not feed.address:
        raise Refused("address", _("This list has no web address."))
    waiting = ImportRun.objects.open().filter(feed=feed, content=None).first()
    return waiting or _begin(feed, by)


@transaction.atomic
def _begin(feed: Feed, by: Member, *, content: bytes | None = None, file_name: str = "") -> ImportRun:
    require(can_keep_lists(by, feed.facility) and feed.ended_at is None)
    run = ImportRun.objects.create(feed=feed, by=by, content=content, file_name=file_name)
    record("import_meetings", by=by, facility=feed.facility, subject=f"feed:{feed.pk}", thing=feed.name)
    after_commit(ring)
    return run
