"""How much two people share of what one of them weighs, and the words for it. Pure: no database.

``queries.top_three`` says the same in SQL (a test holds the two together), so that a page asks for the
best three of twenty thousand in one query, while a reason is worded only for those that are shown.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorship.profiles.models import Matters
from mentorship.profiles.vocabulary import AROUND, LANGUAGES, LIFE, LIVED, PATHWAYS, WAYS, Word

#: The questions that are one column of bits on both sides.
SETS = {"lived": LIVED, "pathways": PATHWAYS, "life": LIFE, "languages": LANGUAGES, "ways": WAYS}
#: The full score: everything that was weighed is shared.
FULL = 1000


@dataclass(frozen=True)
class Reason:
    """One thing both have, in words; ``tone`` is the chip's colour."""

    words: str | Promise
    tone: str


@dataclass(frozen=True)
class Fit:
    """``score`` runs to 1000: the share of what the one who asks has weighed that the other has too.

    It says what two people have in common, not how it will go between them. ``counted`` is False where
    nothing was weighed, and then there is no share to speak of.
    """

    score: int
    counted: bool
    reasons: tuple[Reason, ...]

    @property
    def percent(self) -> int:
        return round(self.score / (FULL / 100))


def fits(one: Matters, other: Matters) -> bool:
    """Whether every hard limit of both is kept: languages, hours, genders, and what either does not want."""
    return (
        _meet(one.languages, other.languages)
        and _hours_meet(one, other)
        and _wanted(one.genders_wanted, other.gender)
        and _wanted(other.genders_wanted, one.gender)
        and not one.unwanted_pathways & other.pathways
        and not one.unwanted_ways & other.ways
        and not other.unwanted_pathways & one.pathways
        and not other.unwanted_ways & one.ways
    )


def fit(mine: Matters, theirs: Matters) -> Fit:
    """Return what the other shares of what I weighed, and every reason both have, mine first in order."""
    parts = []
    for question, counted in mine_by_question(mine).items():
        weight = mine.weight(question)
        if counted and weight:
            parts.append((weight, FULL * _shared(question, mine, theirs) // counted))
    weights = sum(weight for weight, _share in parts)
    score = sum(weight * share for weight, share in parts) // weights if weights else 0
    return Fit(score, bool(weights), tuple(_reasons(mine, theirs)))


def mine_by_question(mine: Matters) -> dict[str, int]:
    """Return how much there is to share of each weighed question: words chosen, or hours of two days."""
    counts = {question: getattr(mine, question).bit_count() for question in SETS}
    return counts | {"hours": mine.week_hours.bit_count() + mine.weekend_hours.bit_count()}


def _shared(question: str, mine: Matters, theirs: Matters) -> int:
    if question == "hours":
        week, weekend = mine.week_hours & theirs.week_hours, mine.weekend_hours & theirs.weekend_hours
        return week.bit_count() + weekend.bit_count()
    return int((getattr(mine, question) & getattr(theirs, question)).bit_count())


def _meet(one: int, other: int) -> bool:
    return not one or not other or bool(one & other)


def _hours_meet(one: Matters, other: Matters) -> bool:
    either_is_silent = not (one.week_hours | one.weekend_hours) or not (other.week_hours | other.weekend_hours)
    return either_is_silent or bool(one.week_hours & other.week_hours or one.weekend_hours & other.weekend_hours)


def _wanted(wanted: int, gender: int) -> bool:
    return not wanted or bool(wanted & gender)


def _reasons(mine: Matters, theirs: Matters) -> list[Reason]:
    both = {name: words.of(getattr(mine, name) & getattr(theirs, name)) for name, words in SETS.items()}
    reasons = [Reason(word.shared, "pine") for word in both["lived"]]
    reasons += [Reason(word.shared, "clay" if word.code == "setback" else "pine") for word in both["life"]]
    reasons += _hours_reasons(mine, theirs)
    reasons += [Reason(word.shared, "dawn") for word in both["pathways"]]
    reasons += [Reason(word.shared, "") for word in both["ways"]]
    return reasons + _language_reasons(mine, both["languages"])


def _hours_reasons(mine: Matters, theirs: Matters) -> list[Reason]:
    """Parts of the day on the same clock by name; else only that hours meet."""
    if (mine.week_hours & theirs.week_hours) | (mine.weekend_hours & theirs.weekend_hours):
        same = AROUND.of(mine.around & theirs.around) if _same_clock(mine, theirs) else []
        return [Reason(word.shared, "sky") for word in same] or [Reason(_("around when you are"), "sky")]
    return []


def _same_clock(mine: Matters, theirs: Matters) -> bool:
    """Whether the parts both named fall on the same hours; where one has them on other hours, zones differ."""
    return mine.utc_offset == theirs.utc_offset


def _language_reasons(mine: Matters, both: list[Word]) -> list[Reason]:
    """A shared language is worth a chip only where one of several is: everyone here shares the usual one."""
    return [Reason(word.shared, "sky") for word in both] if mine.languages.bit_count() > 1 else []
