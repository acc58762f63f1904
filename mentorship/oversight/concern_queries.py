"""Concerns as the desk lists them."""

from django.db.models import Q

from community.facilities.models import Facility
from community.members.models import Member
from mentorship.oversight.models import Concern, ConcernQuerySet

PAGE = 30


def concerns_at(facility: Facility, member: Member) -> ConcernQuerySet:
    """Those of the facility that the member may look at."""
    found = Concern.objects.visible_to(member).filter(pair__offer__facility=facility)
    return found.select_related("pair__mentor", "pair__mentee", "by", "claimed_by", "closed_by")


def open_concerns(facility: Facility, member: Member, *, after: int | None = None) -> tuple[list[Concern], int | None]:
    """A page of the open ones by their clock, and the id to go on after (None at the end)."""
    found = concerns_at(facility, member).open().order_by("due_at", "pk")
    if last := Concern.objects.filter(pk=after).first() if after else None:
        found = found.filter(Q(due_at__gt=last.due_at) | Q(due_at=last.due_at, pk__gt=last.pk))
    return _page(found)


def closed_concerns(
    facility: Facility, member: Member, *, after: int | None = None
) -> tuple[list[Concern], int | None]:
    """A page of the closed ones, the newest first."""
    found = concerns_at(facility, member).exclude(closed_at=None).order_by("-closed_at", "-pk")
    if last := Concern.objects.exclude(closed_at=None).filter(pk=after).first() if after else None:
        found = found.filter(Q(closed_at__lt=last.closed_at) | Q(closed_at=last.closed_at, pk__lt=last.pk))
    return _page(found)


def _page(found: ConcernQuerySet) -> tuple[list[Concern], int | None]:
    page = list(found[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None
