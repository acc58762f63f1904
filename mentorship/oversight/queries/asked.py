"""Requests that wait for an answer, and soon move on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.facilities.models import Facility
from community.members.models import Member
from mentorship.oversight.paging import Page, page_of
from mentorship.oversight.queries.names import stays_at, tidy
from mentorship.pairs.models import Request

#: A request is about to lapse when so little of its time is left.
SOON = timedelta(hours=12)


class AskedState(models.TextChoices):
    """Which of those that wait for an answer."""

    ALL = "", _("All")
    SOON = "soon", _("Move on within 12 hours")


@dataclass(frozen=True)
class Asked:
    """An open request. Somebody of another house is not named."""

    mentee: Member | None
    mentor: Member | None
    asked_at: datetime
    lapses_at: datetime
    is_soon: bool


def all_asked(facility: Facility) -> QuerySet[Request]:
    """Open requests from its people or to its mentors, with ``from_here`` and ``to_here``."""
    return (
        Request.objects.open()
        .annotate(
            from_here=stays_at(facility, "mentee"),
            to_here=models.ExpressionWrapper(Q(offer__facility=facility), output_field=models.BooleanField()),
        )
        .filter(Q(from_here=True) | Q(to_here=True))
    )


def lapsing(now: datetime) -> Q:
    return Q(lapses_at__lte=now + SOON)


def asked(facility: Facility, *, show: str = "", words: str = "", after: str = "") -> Page[Asked]:
    """A page of them, the next to move on first. One query."""
    now = timezone.now()
    found = all_asked(facility)
    if show == AskedState.SOON:
        found = found.filter(lapsing(now))
    if words := tidy(words):
        found = found.filter(
            Q(from_here=True, mentee__name__icontains=words) | Q(to_here=True, mentor__name__icontains=words)
        )
    page = page_of(found.select_related("mentee", "mentor"), "lapses_at", after)
    return Page([_row(one, now) for one in page.rows], page.after)


def _row(one: Request, now: datetime) -> Asked:
    here: bool = one.from_here  # type: ignore[attr-defined]
    there: bool = one.to_here  # type: ignore[attr-defined]
    return Asked(
        one.mentee if here else None,
        one.mentor if there else None,
        one.created_at,
        one.lapses_at,
        one.lapses_at <= now + SOON,
    )
