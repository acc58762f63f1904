"""Reading the log: by place, by thing, by facility; always newest first, never counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from community.audit.acts import Act, Group, act_named, keys_of
from community.audit.models import Entry
from community.facilities.models import Facility, StaffRole
from community.members.models import Member

PAGE = 50


@dataclass(frozen=True)
class Line:
    """An entry as it may be read: names as the place knows people, never accounts behind them."""

    id: int
    at: datetime
    who: str | Promise
    act: Act
    about: str | Promise
    thing: str
    reason: str


def entries_of(
    facility: Facility, *, only_by: Member | None = None, group: str = "", before: int | None = None
) -> tuple[list[Line], int | None]:
    """A page of the facility's entries, and the id to continue before (None at the end).

    ``only_by`` keeps to one person's acts, ``group`` to one kind of act. Two queries at most.
    """
    found = Entry.objects.filter(facility=facility).order_by("-id")
    if only_by is not None:
        found = found.filter(by=only_by)
    if group in list(Group):
        found = found.filter(act__in=keys_of(group))
    if before is not None:
        found = found.filter(id__lt=before)
    page = list(found.select_related("by")[: PAGE + 1])
    rest = page[PAGE - 1].pk if len(page) > PAGE else None
    return lines(page[:PAGE], staff_of(facility)), rest


def history(subject: str, facility: Facility | None) -> list[Line]:
    """What was done about one thing, newest first; the last hundred acts."""
    entries: QuerySet[Entry] = Entry.objects.filter(subject=subject).order_by("-id").select_related("by")
    return lines(entries[:100], staff_of(facility) if facility else set())


def staff_of(facility: Facility) -> set[int]:
    """All who ever worked there: their account's name is the one they work under."""
    return set(StaffRole.objects.filter(facility=facility).values_list("member_id", flat=True))


def lines(entries: Iterable[Entry], staff: set[int]) -> list[Line]:
    """Entries made readable. Needs ``by`` selected."""
    return [
        Line(
            id=entry.pk,
            at=entry.created_at,
            who=_who(entry, staff),
            act=act_named(entry.act),
            about=entry.detail.get("about_name", ""),
            thing=str(entry.detail.get("thing", "")),
            reason=entry.reason,
        )
        for entry in entries
    ]


def _who(entry: Entry, staff: set[int]) -> str:
    if entry.by is None:
        return _("Cairn")
    if entry.detail.get("by_name"):
        return str(entry.detail["by_name"])
    return entry.by.name if entry.by_id in staff else _("A member")
