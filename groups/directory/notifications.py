"""Telling those who keep a list that it could not be read by itself."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from community.facilities.models import StaffRole
from community.members.models import Member
from community.notifications.actions import in_line, notify, settle
from community.notifications.kinds import Kind, register
from groups.directory.models import Feed, ImportRun
from groups.directory.policies import KEEPS_LISTS

LIST_UNREAD = register(
    Kind("list_unread", gettext_lazy("A list of meetings that could not be read"), icon="calendar-x")
)


def tell_unread(run: ImportRun) -> None:
    """The first of several that fail one after the other is told; the report of each stands with the list."""
    feed = run.feed
    before = ImportRun.objects.filter(feed=feed, pk__lt=run.pk, finished_at__isnull=False).order_by("-pk").first()
    if before is None or not before.unread:
        for member in in_line(_keepers(feed)):
            with override(member.language):
                text = _("The list “%(name)s” could not be read. Its meetings stay as they were.") % {"name": feed.name}
            notify(member, LIST_UNREAD, subject=_subject(feed), text=text, url=run.get_absolute_url())


def settle_unread(feed: Feed) -> None:
    """It could be read again: there is nothing left to look at."""
    for member in in_line(_keepers(feed)):
        settle(member, LIST_UNREAD, subject=_subject(feed))


def _subject(feed: Feed) -> str:
    return f"list:{feed.pk}"


def _keepers(feed: Feed) -> QuerySet[Member]:
    roles = StaffRole.objects.filter(facility=feed.facility_id, role__in=KEEPS_LISTS, ended_at=None)
    return Member.objects.present().filter(pk__in=roles.values("member"))
