"""Who hopes for a mentor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Case, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.facilities.models import Facility
from mentorship.oversight.paging import Page, page_of
from mentorship.oversight.queries.names import stays_at, tidy
from mentorship.pairs.first import walked_until
from mentorship.pairs.models import Pair, Request
from mentorship.pairs.queries import bound
from mentorship.profiles.models import Matters
from mentorship.rounds.models import Proposal


class WaitState(models.TextChoices):
    """Which of those who wait."""

    ALL = "", _("All")
    OVER = "over", _("Over the bound")
    ASKED = "asked", _("Have asked")
    UNASKED = "unasked", _("Have asked nobody")


#: How long one has waited, by weeks: up to so many, how that is written, and how under a narrow column.
SPANS: tuple[tuple[int | None, str | Promise, str], ...] = (
    (1, _("up to 1 week"), "1"),
    (2, _("1 to 2 weeks"), "2"),
    (4, _("2 to 4 weeks"), "4"),
    (8, _("4 to 8 weeks"), "8"),
    (None, _("longer"), "8+"),
)


@dataclass(frozen=True)
class Span:
    """How many have waited so long."""

    label: str | Promise
    short: str
    count: int


def all_waiting(facility: Facility) -> QuerySet[Matters]:
    """Those who stay or stayed there, hope for a mentor and have none."""
    return (
        Matters.objects.filter(looking_since__isnull=False, member__ended_at=None)
        .filter(stays_at(facility, "member"))
        .filter(~Exists(Pair.objects.filter(mentee=OuterRef("member"), ended_at=None)))
    )


def over_the_bound(now: datetime) -> Q:
    """Those who wait longer than anybody should."""
    return Q(looking_since__lte=now - bound())


def waiting(facility: Facility, *, show: str = "", words: str = "", after: str = "") -> Page[Matters]:
    """A page of them: those first in line, then the others, each the longest first. One query.

    Only that they wait, never what matters to them. Each carries until when they have ``walked`` with somebody, where
    that makes them first in line, ``open`` requests, how many ``moved_on`` since they wait, ``next_answer``, whether
    one ``thinks`` about a proposal and ``is_over`` the bound.
    """
    now = timezone.now()
    asked = Request.objects.filter(mentee=OuterRef("member"))
    moved_on = asked.filter(
        created_at__gte=OuterRef("looking_since"), outcome__in=[Request.Outcome.DECLINED, Request.Outcome.MOVED_ON]
    )
    found = all_waiting(facility).annotate(
        open=_number(asked.open()),
        moved_on=_number(moved_on),
        next_answer=Subquery(asked.open().order_by("lapses_at").values("lapses_at")[:1]),
        thinks=Exists(Proposal.objects.thought_about().filter(mentee=OuterRef("member"))),
        walked=walked_until(),
        place=_place_since(),
        is_over=models.ExpressionWrapper(over_the_bound(now), output_field=models.BooleanField()),
    )
    if show == WaitState.OVER:
        found = found.filter(over_the_bound(now))
    elif show in (WaitState.ASKED, WaitState.UNASKED):
        found = found.filter(Exists(asked.open()) if show == WaitState.ASKED else ~Exists(asked.open()))
    if words := tidy(words):
        found = found.filter(member__name__icontains=words)
    return page_of(found.select_related("member"), "place", after)


def _place_since() -> Case:
    """What the list is in order of: whoever is first in line counts as having waited a century longer."""
    moment = models.DateTimeField()
    longer = ExpressionWrapper(F("looking_since") - timedelta(days=36_525), output_field=moment)
    return Case(When(walked__isnull=False, then=longer), default=F("looking_since"), output_field=moment)


def spans(facility: Facility) -> Sequence[Span]:
    """How long people wait today. One query."""
    now, newest, filters = timezone.now(), None, {}
    for number, (weeks, _label, _short) in enumerate(SPANS):
        begins = now - timedelta(weeks=weeks) if weeks else None
        span = Q() if newest is None else Q(looking_since__lte=newest)
        filters[f"span_{number}"] = Count("pk", filter=span & Q(looking_since__gt=begins) if begins else span)
        newest = begins
    row = all_waiting(facility).aggregate(**filters)
    return [Span(label, short, row[f"span_{number}"]) for number, (_weeks, label, short) in enumerate(SPANS)]


def _number(rows: QuerySet[Request]) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("mentee").annotate(n=Count("pk")).values("n")), 0)
