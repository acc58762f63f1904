"""How it goes: a person's own question, and for the desk what nobody can be known by."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from community.facilities.models import Facility
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.walking.models import Going
from mentorship.walking.models.going import WEEKS

#: So many answers there must be before any number is told, and so many in a cell.
IN_ALL, IN_A_CELL = 10, 5
ANSWERS = (Going.Answer.WELL, Going.Answer.SO_SO, Going.Answer.HARD)


def question_for(pair: Pair, member: Member) -> Going | None:
    """The newest question of this pair that waits for the member's answer. One query."""
    return Going.objects.visible_to(member).unanswered().filter(pair=pair).order_by("-week").first()


@dataclass(frozen=True)
class Cell:
    """``count`` is None where so few answered this that somebody could be known by it."""

    label: str
    count: int | None


@dataclass(frozen=True)
class Week:
    """``cells`` is empty where too few have answered in all."""

    week: int
    cells: list[Cell]


def sums(facility: Facility) -> list[Week]:
    """How people answered at the facility, by week. One query. Those who would rather not say are not counted."""
    rows = (
        Going.objects.filter(pair__offer__facility=facility, answer__in=ANSWERS)
        .values_list("week", "answer")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counted = {(week, answer): n for week, answer, n in rows}
    return [Week(week, _cells([counted.get((week, answer.value), 0) for answer in ANSWERS])) for week in WEEKS]


def wants_talk(facility: Facility, reader: Member) -> QuerySet[Going]:
    """Who asked that somebody talks with them, the longest first; never what they answered. Nobody reads of a pair
    they are one of: the other of the two is not to know.
    """
    asked = Going.objects.wants_talk().filter(pair__offer__facility=facility).select_related("member")
    asked = asked.exclude(pair__mentor=reader).exclude(pair__mentee=reader)
    return asked.defer("answer").order_by("wants_talk_at", "pk")


def _cells(counts: list[int]) -> list[Cell]:
    if sum(counts) < IN_ALL:
        return []
    hidden = {place for place, n in enumerate(counts) if 0 < n < IN_A_CELL}
    if len(hidden) == 1:  # one hidden number alone could be worked out from the sum
        hidden.add(min((place for place in range(len(counts)) if place not in hidden), key=lambda one: counts[one]))
    return [
        Cell(str(answer.label), None if place in hidden else n)
        for place, (answer, n) in enumerate(zip(ANSWERS, counts, strict=True))
    ]
