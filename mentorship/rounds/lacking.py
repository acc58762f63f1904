"""Why somebody could not be placed, and which mentors would help."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.utils.functional import Promise

from mentorship.matching.engine.people import People, instance
from mentorship.profiles.vocabulary import AROUND, GENDERS, LANGUAGES
from mentorship.rounds.gathering import Gathered

#: The limits that a mentor could be found for, and the columns that hold them.
LIMITS = {
    "languages": ("languages",),
    "hours": ("week_hours", "weekend_hours"),
    "gender": ("genders_wanted",),
}
#: So many kinds of mentors are named at most.
MOST = 5


@dataclass(frozen=True)
class Wanted:
    """``count`` more places with mentors of this kind would place as many people. Codes of the vocabularies."""

    count: int
    languages: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()

    @property
    def words(self) -> list[str | Promise]:
        """The kind in words, as on a mentor's own answers."""
        return [
            *(word.asked for word in LANGUAGES.words if word.code in self.languages),
            *(word.asked for word in AROUND.words if word.code in self.around),
            *(word.asked for word in GENDERS.words if word.code in self.genders),
        ]

    def as_json(self) -> dict[str, Any]:
        return {
            "count": self.count,
            "languages": list(self.languages),
            "around": list(self.around),
            "genders": list(self.genders),
        }


def wanted(gathered: Gathered, unplaced: list[int], fitting: dict[int, list[int]], around: list[int]) -> list[Wanted]:
    """Which mentors would place the most of those left: by what these people hold to, most asked for first.

    Where somebody fits nobody, the limits that stand in the way; where all who fit are full, more of the same.
    ``around`` is each mentee's own choice of the parts of the day.
    """
    kinds = Counter(_kind(gathered, one, bool(fitting.get(one)), around[one]) for one in unplaced)
    found = [replace(kind, count=count) for kind, count in kinds.items() if kind.words]
    return sorted(found, key=lambda one: (-one.count, one.languages, one.around, one.genders))[:MOST]


def _kind(gathered: Gathered, mentee: int, fits_some: bool, around: int) -> Wanted:
    columns = gathered.asking.columns
    usual = _usual_languages(gathered.offering)
    spoken = int(columns["languages"][mentee])
    needs = LIMITS if fits_some else _in_the_way(gathered, mentee)
    return Wanted(
        count=1,
        languages=tuple(LANGUAGES.codes(spoken)) if "languages" in needs and spoken and not spoken & usual else (),
        around=tuple(AROUND.codes(around)) if "hours" in needs else (),
        genders=tuple(GENDERS.codes(int(columns["genders_wanted"][mentee]))) if "gender" in needs else (),
    )


def _in_the_way(gathered: Gathered, mentee: int) -> set[str]:
    """The limits without which somebody would fit; all that the mentee has where no single one is."""
    alone = gathered.asking.taken(np.array([mentee]))
    places = np.ones(len(gathered.offering), dtype=np.int64)
    found = set()
    for limit, names in LIMITS.items():
        columns = {name: np.zeros_like(column) if name in names else column for name, column in alone.columns.items()}
        if len(places) and instance(People(columns, alone.weights), gathered.offering, places).edges:
            found.add(limit)
    return found or set(LIMITS)


def _usual_languages(offering: People) -> int:
    """The languages that at least half of the mentors speak."""
    spoken = offering.columns["languages"]
    return sum(1 << bit for bit in range(32) if len(spoken) and ((spoken >> bit) & 1).mean() >= 0.5)
