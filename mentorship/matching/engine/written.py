"""Instances that were written down elsewhere: who prefers whom, as lists or as scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from mentorship.matching.engine.assignment import Assignment
from mentorship.matching.engine.deferred import stable
from mentorship.matching.engine.floors import with_floors
from mentorship.matching.engine.flow import heaviest
from mentorship.matching.engine.instance import Instance

OBJECTIVES = ("stable", "weight", "floors")
#: Scores that are not whole are kept to so many parts of one.
PARTS = 1_000_000
FULL = 1000


@dataclass(frozen=True)
class Wishes:
    """Whom one person would go with: ``place`` higher for better, the same for those alike; ``score`` where given."""

    place: Mapping[str, int]
    score: Mapping[str, float] | None = None
    #: Anybody is as welcome as anybody else.
    anybody: bool = False

    def takes(self, name: str) -> bool:
        return self.anybody or name in self.place

    def placed(self, name: str) -> int:
        return self.place.get(name, 0)

    def spread(self, name: str) -> int:
        """On a scale of a thousand."""
        if self.score is not None:
            return max(0, round(self.score[name]))
        return FULL * self.placed(name) // max(1, len(self.place))


ANYBODY = Wishes({}, anybody=True)


class Unreadable(ValueError):
    """What was written is no instance; the message says where and why."""


@dataclass(frozen=True)
class Written:
    """People by the names they have in the file, sorted; ``likes`` and ``liked`` as they were written."""

    mentees: list[str]
    mentors: list[str]
    capacity: list[int]
    likes: list[Wishes]
    liked: list[Wishes]
    objective: str

    def solved(self) -> dict[str, Any]:
        """The assignment, ready for JSON: who goes with whom, who could not be placed, what it weighs.

        ``weight`` adds up the scores that were given, of either side; where only lists were, places on the list count.
        """
        solve = {"stable": self._stable, "weight": self._weight, "floors": self._floors}[self.objective]
        found = solve()
        mentor = found.mentor
        pairs = {name: self.mentors[mentor[n]] if mentor[n] >= 0 else None for n, name in enumerate(self.mentees)}
        return {
            "objective": self.objective,
            "assignment": {name: other for name, other in pairs.items() if other is not None},
            "unplaced": [name for name, other in pairs.items() if other is None],
            "weight": self._weighs(pairs),
        }

    def _stable(self) -> Assignment:
        """Orders alone decide: each score counts only as a place in somebody's order."""
        from_, to = self._edges()
        gain = [self.likes[i].placed(self.mentors[j]) for i, j in zip(from_, to, strict=True)]
        worth = [self.liked[j].placed(self.mentees[i]) for i, j in zip(from_, to, strict=True)]
        return stable(Instance.of(len(self.mentees), self.capacity, from_, to, gain, worth))

    def _weight(self) -> Assignment:
        """The greatest weight there is; of those, one that places the most."""
        from_, to = self._edges()
        points = [self._points(i, j) for i, j in zip(from_, to, strict=True)]
        parts = PARTS if any(one != int(one) for one in points) else 1
        whole = np.array([round(one * parts) for one in points], dtype=np.int64)
        kept = whole >= 0
        counted = whole[kept] * (len(self.mentees) + 1) + 1
        some = Instance.of(len(self.mentees), self.capacity, np.array(from_)[kept], np.array(to)[kept], counted)
        return heaviest(some)

    def _floors(self) -> Assignment:
        """Scores run to 1000, as Cairn's do; lists are spread over them."""
        from_, to = self._edges()
        gain = [self.likes[i].spread(self.mentors[j]) for i, j in zip(from_, to, strict=True)]
        worth = [self.liked[j].spread(self.mentees[i]) for i, j in zip(from_, to, strict=True)]
        return with_floors(Instance.of(len(self.mentees), self.capacity, from_, to, gain, worth))

    def _edges(self) -> tuple[list[int], list[int]]:
        """Those who would each go with the other."""
        seats = {name: j for j, name in enumerate(self.mentors)}
        from_, to = [], []
        for i, name in enumerate(self.mentees):
            likes = self.likes[i]
            for other in self.mentors if likes.anybody else likes.place:
                seat = seats.get(other)
                if seat is not None and self.liked[seat].takes(name):
                    from_.append(i)
                    to.append(seat)
        return from_, to

    @cached_property
    def _scored(self) -> bool:
        return any(one.score is not None for one in [*self.likes, *self.liked])

    def _points(self, i: int, j: int) -> float:
        """What the two are worth to both: their scores; places in their lists where nobody gave a score."""
        sides = ((self.likes[i], self.mentors[j]), (self.liked[j], self.mentees[i]))
        if self._scored:
            return sum(wishes.score[name] for wishes, name in sides if wishes.score is not None)
        return sum(wishes.placed(name) for wishes, name in sides)

    def _weighs(self, pairs: Mapping[str, str | None]) -> float:
        seats = {name: j for j, name in enumerate(self.mentors)}
        return sum(self._points(i, seats[other]) for i, name in enumerate(self.mentees) if (other := pairs[name]))


def read(told: Any) -> Written:
    """Read ``{"mentees": [{"id", "prefers"}], "mentors": [{"id", "capacity", "prefers"}], "objective"}``.

    Without ``prefers`` someone takes anybody, without a ``capacity`` a mentor takes one, without an ``objective`` it is
    Cairn's own. Raises ``Unreadable``.
    """
    if not isinstance(told, Mapping):
        raise Unreadable("an instance is an object with mentees and mentors")
    objective = told.get("objective", "floors")
    if objective not in OBJECTIVES:
        raise Unreadable(f"objective is one of {', '.join(OBJECTIVES)}, not {objective!r}")
    mentees, mentors = _people(told, "mentees"), _people(told, "mentors")
    capacity = []
    for name, one in mentors.items():
        places = one.get("capacity", 1)
        if isinstance(places, bool) or not isinstance(places, int) or places < 0:
            raise Unreadable(f"the capacity of mentor {name} is a whole number from 0 on, not {places!r}")
        capacity.append(places)
    likes = [_wishes(name, one) for name, one in mentees.items()]
    liked = [_wishes(name, one) for name, one in mentors.items()]
    return Written(list(mentees), list(mentors), capacity, likes, liked, objective)


def _people(told: Mapping[str, Any], side: str) -> dict[str, Mapping[str, Any]]:
    """By name, in the order of their names: so that it does not matter how they came."""
    people: dict[str, Mapping[str, Any]] = {}
    rows = told.get(side)
    if not isinstance(rows, list):
        raise Unreadable(f"{side} is a list")
    for row in rows:
        if not isinstance(row, Mapping) or not isinstance(row.get("id"), str | int) or isinstance(row["id"], bool):
            raise Unreadable(f"each of {side} is an object with an id")
        if str(row["id"]) in people:
            raise Unreadable(f"{row['id']!r} is there twice among {side}")
        people[str(row["id"])] = row
    return dict(sorted(people.items()))


def _wishes(name: str, row: Mapping[str, Any]) -> Wishes:
    prefers = row.get("prefers")
    if prefers is None:
        return ANYBODY
    if isinstance(prefers, list):
        place = {str(other): len(prefers) - n for n, other in enumerate(prefers)}
        if len(place) != len(prefers):
            raise Unreadable(f"{name} prefers somebody twice")
        return Wishes(place)
    if isinstance(prefers, Mapping):
        for other, score in prefers.items():
            if isinstance(score, bool) or not isinstance(score, int | float) or not abs(score) < 2**40:
                raise Unreadable(f"the score that {name} gives {other} is a number, not {score!r}")
        steps = {score: n for n, score in enumerate(sorted(set(prefers.values())), start=1)}
        return Wishes({other: steps[score] for other, score in prefers.items()}, dict(prefers))
    raise Unreadable(f"what {name} prefers is a list, best first, or scores by id")
