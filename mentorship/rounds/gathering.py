"""Who takes part in a round, as the engine takes them: everyone of a facility who waits, and every mentor it has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from community.facilities.models import Facility
from community.members.models import Block, Member
from mentorship.matching.engine import Instance, with_floors
from mentorship.matching.engine.floors import HARD
from mentorship.matching.engine.floors import Round as Solved
from mentorship.matching.engine.instance import Flags, Ints
from mentorship.matching.engine.people import BITS, QUESTIONS, People, instance
from mentorship.matching.models import SetAside
from mentorship.pairs.first import walked_until
from mentorship.pairs.models import Pair, Request
from mentorship.pairs.turns import Turn
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.rounds.models import Proposal


@dataclass(frozen=True, eq=False)
class Gathered:
    """Mentees and mentors by the numbers they have in ``instance``, both in order of their keys."""

    mentees: list[Member]
    offers: list[MentorOffer]
    asking: People
    offering: People
    apart: tuple[list[int], list[int]]
    instance: Instance
    #: Who is first in line, by number.
    first: Flags

    def solved(self, pins: Mapping[int, int] | None = None) -> Solved:
        """The round, with these mentees (by number) at these mentors whatever else; a pin needs an edge."""
        hard = min(HARD, max(2, len(self.offers) // 4))  # in a small house nearly everyone has few to choose from
        if not pins:
            return with_floors(self.instance, hard_below=hard, first=self.first)
        every = self.instance
        pinned = np.isin(every.mentee, list(pins))
        capacity = every.capacity.copy()
        np.subtract.at(capacity, list(pins.values()), 1)
        capacity = np.maximum(capacity, 0)
        others = Instance(every.mentees, capacity, *_edges(every.only(~pinned)))
        rest = with_floors(others, hard_below=hard, first=self.first)
        numbers = np.flatnonzero(~pinned)
        edge = np.where(rest.edge >= 0, numbers[rest.edge] if len(numbers) else -1, -1)
        for mentee, mentor in pins.items():
            found = np.flatnonzero((every.mentee == mentee) & (every.mentor == mentor))
            edge[mentee] = found[0] if len(found) else -1
        exceptions = numbers[rest.exceptions] if len(rest.exceptions) else rest.exceptions
        return Solved(every, edge, rest.hard, exceptions, rest.open)

    def fitting(self, mentees: Iterable[int]) -> dict[int, list[int]]:
        """Every mentor within the limits of both, with room or without, for each of these mentees."""
        some = np.array(sorted(mentees), dtype=np.int64)
        if not len(some) or not self.offers:
            return {int(one): [] for one in some}
        who, whom = np.array(self.apart[0], dtype=np.int64), np.array(self.apart[1], dtype=np.int64)
        known = np.isin(who, some)
        found = instance(
            self.asking.taken(some),
            self.offering,
            np.ones(len(self.offers), dtype=np.int64),
            apart=(np.searchsorted(some, who[known]), whom[known]),
            candidates=len(self.offers),
        )
        return {int(one): found.mentor[found.mentee == n].tolist() for n, one in enumerate(some)}

    def without(self, mentees: Sequence[int]) -> "Gathered":
        """The same without these mentees."""
        left = np.setdiff1d(np.arange(len(self.mentees)), mentees)
        seat = np.full(len(self.mentees), -1, dtype=np.int64)
        seat[left] = np.arange(len(left))
        every = self.instance.only(np.isin(self.instance.mentee, left))
        part = Instance(len(left), every.capacity, seat[every.mentee], every.mentor, every.gain, every.worth)
        apart = [(int(seat[one]), other) for one, other in zip(*self.apart, strict=True) if seat[one] >= 0]
        return Gathered(
            [self.mentees[n] for n in left],
            self.offers,
            self.asking.taken(left),
            self.offering,
            ([one for one, _other in apart], [other for _one, other in apart]),
            part,
            self.first[left],
        )


def gather(facility: Facility, at: datetime | None = None) -> Gathered:
    """Everyone who waits at the facility and every mentor it has, in a fixed number of queries.

    Who has asked somebody, or thinks about a proposal, is not among those who wait; a place that somebody thinks about
    is taken. Whoever is first in line (``pairs.first``) is placed before everyone else, as far as anybody fits.
    """
    now = at or timezone.now()
    waiting = list(waiting_at(facility).annotate(walked_until=walked_until()).select_related("member").order_by("pk"))
    offers = list(_offers(facility, now))
    theirs = {one.pk: one for one in Matters.objects.filter(pk__in=[offer.member_id for offer in offers])}
    offers = [offer for offer in offers if offer.member_id in theirs]
    asking, offering = _people(waiting), _people([theirs[offer.member_id] for offer in offers])
    capacity = [max(0, offer.room - offer.promised) if offer.is_open else 0 for offer in offers]  # type: ignore[attr-defined]
    apart = _apart([one.pk for one in waiting], [offer.member_id for offer in offers], now)
    found = instance(asking, offering, capacity, apart=apart)
    first = np.array([one.walked_until is not None for one in waiting], dtype=bool)
    return Gathered([one.member for one in waiting], offers, asking, offering, apart, found, first)


def waiting_at(facility: Facility) -> QuerySet[Matters]:
    """The answers of those of the facility who wait for a round: none has a mentor, a request open, somebody in line,
    or a proposal.
    """
    mine = {"mentee": OuterRef("pk")}
    return (
        Matters.objects.filter(looking_since__isnull=False, member__ended_at=None)
        .filter(Exists(facility.stays.filter(member=OuterRef("pk"))))
        .filter(~Exists(Pair.objects.filter(**mine, ended_at=None)))
        .filter(~Exists(Request.objects.open().filter(**mine)))
        .filter(~Exists(Turn.objects.standing().filter(**mine)))
        .filter(~Exists(Proposal.objects.thought_about().filter(**mine)))
    )


def _offers(facility: Facility, now: datetime) -> QuerySet[MentorOffer]:
    """The facility's mentors, with ``promised`` places and whether they are ``is_open`` for anyone new."""
    thought_about = Proposal.objects.thought_about().filter(offer=OuterRef("pk")).order_by().values("offer")
    promised = Coalesce(Subquery(thought_about.annotate(n=Count("pk")).values("n")), 0)
    open_ = Q(paused_at=None, hidden_at=None, review_due__gte=now.date())
    return (
        MentorOffer.objects.standing()
        .filter(facility=facility)
        .annotate(promised=promised, is_open=ExpressionWrapper(open_, output_field=BooleanField()))
        .select_related("member")
        .order_by("member_id")
    )


def _people(matters: Sequence[Matters]) -> People:
    return People.of(
        {name: [getattr(one, name) for one in matters] for name in BITS},
        {name: [getattr(one, f"weigh_{name}") for one in matters] for name in QUESTIONS},
    )


def _apart(mentees: list[int], mentors: list[int], now: datetime) -> tuple[list[int], list[int]]:
    """Who must not meet: the same person, anyone blocked either way, anyone set aside. Two queries."""
    blocked = Block.objects.filter(
        Q(blocker__in=mentees, blocked__in=mentors) | Q(blocker__in=mentors, blocked__in=mentees)
    )
    aside = SetAside.objects.holding(now).filter(member__in=mentees, other__in=mentors)
    pairs = {(one, one) for one in mentees}
    for one, other in blocked.values_list("blocker", "blocked"):
        pairs |= {(one, other), (other, one)}
    pairs |= set(aside.values_list("member", "other"))
    asks, offers = ({pk: n for n, pk in enumerate(people)} for people in (mentees, mentors))
    known = [(asks[one], offers[other]) for one, other in sorted(pairs) if one in asks and other in offers]
    return [one for one, _other in known], [other for _one, other in known]


def _edges(some: Instance) -> tuple[Ints, Ints, Ints, Ints]:
    return some.mentee, some.mentor, some.gain, some.worth
