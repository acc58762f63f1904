"""The three people a member might ask, found among all offers in one query."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, BooleanField, ExpressionWrapper, F, Func, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Mod
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from community.members.models import Block, Member
from mentorship.matching.fit import FULL, SETS, Fit, fit, mine_by_question
from mentorship.matching.models import Favourite, SetAside
from mentorship.profiles.models import Matters, MentorOffer

#: A short list is easier to choose from than a directory.
SHOWN = 3
#: A few more are looked at, in case one of them has left a moment ago.
LOOKED_AT = 8


@dataclass(frozen=True)
class Suggestion:
    """Someone who might be asked, and what the two have in common; ``favoured``: the member asked to see them first."""

    offer: MentorOffer
    fit: Fit
    favoured: bool = False


def top_three(member: Member, *, mine: Matters | None = None, at: datetime | None = None) -> list[Suggestion]:
    """Return up to three people with room, whom the member favours first, then best first: within everyone's hard
    limits, and nobody set aside or blocked.

    Three queries, whatever the number of mentors: what matters to the member (``mine``, where it is known already), the
    best among all, who they are. Empty where the member has not said anything yet.
    """
    mine = mine or Matters.objects.filter(pk=member.pk).first()
    if mine is None:
        return []
    favourites = Favourite.objects.filter(member=member).values("other")
    best = list(
        within_limits(Matters.objects.filter(welcomes_until__gte=(at or timezone.now()).date()), mine)
        .exclude(pk=member.pk)
        .exclude(pk__in=Block.objects.filter(blocker=member).values("blocked"))
        .exclude(pk__in=Block.objects.filter(blocked=member).values("blocker"))
        .exclude(pk__in=SetAside.objects.holding(at).filter(member=member).values("other"))
        .annotate(score=score(mine))
        .annotate(favoured=ExpressionWrapper(Q(pk__in=favourites), output_field=BooleanField()))
        .order_by("-favoured", "-score", _shuffled_for(member))
        .values_list("pk", "favoured")[:LOOKED_AT]
    )
    place = {pk: number for number, (pk, _favoured) in enumerate(best)}
    offers = MentorOffer.objects.standing().with_walks().filter(member__in=place)
    offers = offers.select_related("member", "member__matters")
    found = sorted(offers, key=lambda offer: place[offer.member_id])[:SHOWN]
    favoured = dict(best)
    return [Suggestion(one, fit(mine, one.member.matters), favoured[one.member_id]) for one in found]


def within_limits(theirs: QuerySet[Matters], mine: Matters) -> QuerySet[Matters]:
    """Keep the people whom ``fit.fits`` would: every hard limit of both sides, in SQL."""
    if mine.languages:
        theirs = theirs.filter(Q(languages=0) | _meets("languages", mine.languages))
    if mine.week_hours or mine.weekend_hours:
        silent = Q(week_hours=0, weekend_hours=0)
        theirs = theirs.filter(
            silent | _meets("week_hours", mine.week_hours) | _meets("weekend_hours", mine.weekend_hours)
        )
    if mine.genders_wanted:
        theirs = theirs.filter(_meets("gender", mine.genders_wanted))
    theirs = theirs.filter(Q(genders_wanted=0) | _meets("genders_wanted", mine.gender))
    for kind in ("pathways", "ways"):
        theirs = theirs.exclude(_meets(kind, getattr(mine, f"unwanted_{kind}")))
        theirs = theirs.exclude(_meets(f"unwanted_{kind}", getattr(mine, kind)))
    return theirs


def _both(column: str, bits: int) -> Combinable:
    return F(column).bitand(bits)


def _meets(column: str, bits: int) -> Q:
    """Whether their answer and these bits have one in common."""
    return Q(GreaterThan(_both(column, bits), 0)) if bits else Q(pk__in=[])


def _count(column: str, bits: int) -> Combinable:
    if not bits:
        return Value(0)
    return Func(_both(column, bits), template="bit_count((%(expressions)s)::bit(64))", output_field=BigIntegerField())


def score(mine: Matters) -> Combinable:
    """The score of ``fit.fit``, as an expression over their answers."""
    total: Combinable = Value(0)
    weights = 0
    for question, counted in mine_by_question(mine).items():
        weight = mine.weight(question)
        if not counted or not weight:
            continue
        if question in SETS:
            shared = _count(question, getattr(mine, question))
        else:
            shared = _count("week_hours", mine.week_hours) + _count("weekend_hours", mine.weekend_hours)
        total = total + Value(weight) * (Value(FULL) * shared / Value(counted))
        weights += weight
    return total / Value(weights) if weights else Value(0)


def _shuffled_for(member: Member) -> Mod:
    """Breaks ties in an order that stays for one member and differs between members, so that nobody is always first."""
    return Mod(F("pk") * Value(7919) + Value(member.pk * 104729), Value(10007))
