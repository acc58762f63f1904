"""The three people a member might ask, found among all offers in one query."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, F, Func, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Mod
from django.db.models.lookups import GreaterThan

from community.members.models import Block, Member
from mentorship.matching.fit import FULL, SETS, Fit, fit, mine_by_question
from mentorship.matching.models import SetAside
from mentorship.profiles.models import Matters, MentorOffer, MentorOfferQuerySet

#: Where another person's answers lie, seen from their offer.
THEIRS = "member__matters__"
#: A short list is easier to choose from than a directory.
SHOWN = 3


@dataclass(frozen=True)
class Suggestion:
    """Someone who might be asked, and what the two have in common."""

    offer: MentorOffer
    fit: Fit


def top_three(member: Member, *, at: datetime | None = None) -> list[Suggestion]:
    """Return up to three people with room, best first: within everyone's hard limits, and nobody set aside or blocked.

    Two queries, whatever the number of mentors. Empty where the member has not said anything yet.
    """
    mine = Matters.objects.filter(pk=member.pk).first()
    if mine is None:
        return []
    offers = (
        within_limits(MentorOffer.objects.welcoming(), mine)
        .exclude(member=member)
        .exclude(member__in=Block.objects.filter(blocker=member).values("blocked"))
        .exclude(member__in=Block.objects.filter(blocked=member).values("blocker"))
        .exclude(member__in=SetAside.objects.holding(at).filter(member=member).values("other"))
        .annotate(score=_score(mine))
        .order_by("-score", "places_taken", _shuffled_for(member))
        .select_related("member", "member__matters")[:SHOWN]
    )
    return [Suggestion(offer, fit(mine, offer.member.matters)) for offer in offers]


def within_limits(offers: MentorOfferQuerySet, mine: Matters) -> MentorOfferQuerySet:
    """Keep the offers that ``fit.fits`` would: every hard limit of both sides, in SQL."""
    if mine.languages:
        offers = offers.filter(Q(**{THEIRS + "languages": 0}) | _meets("languages", mine.languages))
    if mine.week_hours or mine.weekend_hours:
        silent = Q(**{THEIRS + "week_hours": 0, THEIRS + "weekend_hours": 0})
        offers = offers.filter(
            silent | _meets("week_hours", mine.week_hours) | _meets("weekend_hours", mine.weekend_hours)
        )
    if mine.genders_wanted:
        offers = offers.filter(_meets("gender", mine.genders_wanted))
    offers = offers.filter(Q(**{THEIRS + "genders_wanted": 0}) | _meets("genders_wanted", mine.gender))
    for kind in ("pathways", "ways"):
        offers = offers.exclude(_meets(kind, getattr(mine, f"unwanted_{kind}")))
        offers = offers.exclude(_meets(f"unwanted_{kind}", getattr(mine, kind)))
    return offers


def _both(column: str, bits: int) -> Combinable:
    return F(THEIRS + column).bitand(bits)


def _meets(column: str, bits: int) -> Q:
    """Whether their answer and these bits have one in common."""
    return Q(GreaterThan(_both(column, bits), 0)) if bits else Q(pk__in=[])


def _count(column: str, bits: int) -> Combinable:
    if not bits:
        return Value(0)
    return Func(_both(column, bits), template="bit_count((%(expressions)s)::bit(64))", output_field=BigIntegerField())


def _score(mine: Matters) -> Combinable:
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
