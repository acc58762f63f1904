"""From what people said about themselves to an instance: hard limits, scores, and the best candidates of each mentee.

The same limits and scores as ``matching.fit`` gives for two people (a property test holds the two together), here for
all against all. What is compared lies in bits; unfolded to 0 and 1, shared words of all pairs of a block are one
product of two matrices.
"""

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mentorship.matching.engine.instance import Instance, Ints

Floats = NDArray[np.float32]

FULL = 1000
#: How many bits a column has.
BITS = {
    "lived": 16,
    "pathways": 16,
    "life": 24,
    "languages": 32,
    "ways": 16,
    "week_hours": 24,
    "weekend_hours": 24,
    "gender": 8,
    "genders_wanted": 8,
    "unwanted_pathways": 16,
    "unwanted_ways": 16,
}
#: The questions that are weighed, and of which columns each is made.
QUESTIONS = {
    "lived": ("lived",),
    "pathways": ("pathways",),
    "life": ("life",),
    "languages": ("languages",),
    "hours": ("week_hours", "weekend_hours"),
    "ways": ("ways",),
}
#: How many candidates a mentee keeps: the best fifty hold more than .99 of what all would give.
CANDIDATES = 50
#: Pairs looked at in one go: what one thread works on stays near it.
BLOCK = 800_000


@dataclass(frozen=True, eq=False)
class People:
    """Answers of n people: ``columns[name]`` one number of bits each, ``weights[question]`` 0, 1 or 3."""

    columns: Mapping[str, Ints]
    weights: Mapping[str, Ints]

    @classmethod
    def of(cls, columns: Mapping[str, ArrayLike], weights: Mapping[str, ArrayLike]) -> "People":
        """Take the answers as they stand in the database."""
        return cls(
            {name: np.asarray(columns[name], dtype=np.int64) for name in BITS},
            {name: np.asarray(weights[name], dtype=np.int64) for name in QUESTIONS},
        )

    def __len__(self) -> int:
        return len(self.columns["lived"])

    def taken(self, who: Ints) -> "People":
        """These people alone, in this order."""
        return People(
            {name: column[who] for name, column in self.columns.items()},
            {name: weight[who] for name, weight in self.weights.items()},
        )

    @cached_property
    def counted(self) -> dict[str, Ints]:
        """How much each person named of every question: words, or hours."""
        return {question: _count(self.columns[name] for name in names) for question, names in QUESTIONS.items()}

    @cached_property
    def weighed(self) -> dict[str, Ints]:
        """The weight of every question where something was named, else 0."""
        return {one: np.where(self.counted[one] > 0, self.weights[one], 0) for one in QUESTIONS}

    @cached_property
    def total(self) -> Ints:
        return np.add.reduce([*self.weighed.values()])

    def unfolded(self, name: str) -> Floats:
        """(n, bits) of 0 and 1."""
        bits = np.arange(BITS[name])
        return ((self.columns[name][:, None] >> bits) & 1).astype(np.float32)

    @cached_property
    def answers(self) -> Floats:
        """All that can be shared, unfolded, side by side."""
        return np.hstack([self.unfolded(name) for names in QUESTIONS.values() for name in names])

    @cached_property
    def wishes(self) -> Floats:
        """The same, each bit as many points as it is worth to this person, of a thousand in all."""
        points = []
        for question, names in QUESTIONS.items():
            parts = np.maximum(self.counted[question] * self.total, 1)
            a_bit = (FULL * self.weighed[question] / parts).astype(np.float32)
            points += [self.unfolded(name) * a_bit[:, None] for name in names]
        return np.hstack(points)

    @cached_property
    def bars(self) -> Floats:
        """What this person does not want, to be laid against ``traits`` of the other; more than nothing is too much.

        For genders: one for wanting some, less one where the other is one of them.
        """
        wants = (self.columns["genders_wanted"] != 0).astype(np.float32)[:, None]
        parts = [self.unfolded("unwanted_pathways"), self.unfolded("unwanted_ways"), wants]
        return np.hstack([*parts, -self.unfolded("genders_wanted")])

    @cached_property
    def traits(self) -> Floats:
        """What others may not want: ways, and genders."""
        one = np.ones((len(self), 1), dtype=np.float32)
        return np.hstack([self.unfolded("pathways"), self.unfolded("ways"), one, self.unfolded("gender")])

    @cached_property
    def tongues(self) -> NDArray[np.uint32]:
        """Languages; all of them for whoever named none, for silence meets everybody."""
        said = self.columns["languages"]
        return np.where(said == 0, 0xFFFFFFFF, said).astype(np.uint32)

    @cached_property
    def clock(self) -> NDArray[np.uint64]:
        """The hours of a weekday and a day of the weekend in one; all of them for whoever named none."""
        said = self.columns["week_hours"] | (self.columns["weekend_hours"] << 24)
        return np.where(said == 0, (1 << 48) - 1, said).astype(np.uint64)


def instance(
    mentees: People,
    mentors: People,
    capacity: ArrayLike,
    *,
    apart: tuple[ArrayLike, ArrayLike] = ((), ()),
    candidates: int = CANDIDATES,
) -> Instance:
    """Everyone within everyone's limits, and of them the best ``candidates`` of each mentee, as the mentee sees it.

    ``apart``: two rows of numbers, mentees and mentors who must not meet (blocked, set aside, the same person).
    Mentors without a place are nobody's candidate. Of two alike, the one to whom it is worth more stays.
    """
    places = np.asarray(capacity, dtype=np.int64)
    seats = np.flatnonzero(places > 0)
    search = _Search(mentees, mentors.taken(seats), _seated(apart, len(mentors), seats), candidates)
    step = max(1, BLOCK // max(1, len(seats)))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        blocks = (slice(start, start + step) for start in range(0, len(mentees), step))
        found = list(pool.map(search.best, blocks)) if len(seats) else []
    who = np.concatenate([one for one, _ in found]) if found else np.empty(0, dtype=np.int64)
    whom = seats[np.concatenate([other for _, other in found])] if found else np.empty(0, dtype=np.int64)
    shared = _shared(mentees, mentors, who, whom)
    return Instance.of(len(mentees), places, who, whom, _score(mentees, who, shared), _score(mentors, whom, shared))


def _seated(apart: tuple[ArrayLike, ArrayLike], mentors: int, seats: Ints) -> tuple[Ints, Ints]:
    """Those to keep apart, in order of the mentee; mentors by their place among ``seats``."""
    mentee, mentor = (np.asarray(one, dtype=np.int64).ravel() for one in apart)
    seat = np.full(mentors, -1, dtype=np.int64)
    seat[seats] = np.arange(len(seats))
    known = seat[mentor] >= 0
    order = np.argsort(mentee[known], kind="stable")
    return mentee[known][order], seat[mentor[known]][order]


class _Search:
    """All mentees against all mentors with a place, a block of mentees at a time.

    One product of two matrices gives a block's scores: what the mentee weighed, a hair of what the mentor did (of words
    alone, hours and languages apart: a hair decides only between people alike), and so much less for what either does
    not want that it falls below nothing.
    """

    HAIR, BARRED = 1e-3, -4096.0

    def __init__(self, mentees: People, mentors: People, apart: tuple[Ints, Ints], candidates: int) -> None:
        said = np.repeat([one not in ("languages", "hours") for one in QUESTIONS], _widths())
        hair = self.HAIR * mentees.answers[:, said]
        left = np.hstack([mentees.wishes, hair, self.BARRED * mentees.bars, self.BARRED * mentees.traits])
        right = np.hstack([mentors.answers, mentors.wishes[:, said], mentors.traits, mentors.bars])
        used = left.any(axis=0) & right.any(axis=0)
        self.left, self.right = left[:, used].astype(np.float32), np.ascontiguousarray(right[:, used].T)
        self.tongues, self.their_tongues = mentees.tongues, mentors.tongues
        self.clock, self.their_clock = mentees.clock, mentors.clock
        self.apart, self.candidates = apart, candidates

    def best(self, rows: slice) -> tuple[Ints, Ints]:
        """The best candidates of these mentees: (mentee, seat) of each pair."""
        scores = self.left[rows] @ self.right
        barred = (self.tongues[rows, None] & self.their_tongues) == 0
        barred |= (self.clock[rows, None] & self.their_clock) == 0
        who, whom = self.apart
        here = slice(*np.searchsorted(who, (rows.start, rows.stop)))
        barred[who[here] - rows.start, whom[here]] = True
        scores[barred] = -1
        row, seat = _top(scores, self.candidates)
        return row + rows.start, seat


def _widths() -> list[int]:
    """How many columns of ``answers`` each question has."""
    return [sum(BITS[name] for name in names) for names in QUESTIONS.values()]


def _top(scores: Floats, count: int) -> tuple[Ints, Ints]:
    """Row and column of the best of each row, none below 0; where even the last are alike, the first in number."""
    if scores.shape[1] <= count:
        row, column = np.nonzero(scores > -0.5)  # what is shared in nothing may lie a hair below nothing
        return row, column
    bar = np.partition(scores, -count, axis=1)[:, -count]
    row, column = np.nonzero((scores >= bar[:, None]) & (scores > -0.5))
    if (np.bincount(row, minlength=len(scores)) > count).any():
        order = np.lexsort((column, -scores[row, column], row))
        row, column = row[order], column[order]
        kept = np.arange(len(row)) - np.searchsorted(row, row) < count
        row, column = row[kept], column[kept]
    return row, column


def _shared(mentees: People, mentors: People, who: Ints, whom: Ints) -> dict[str, Ints]:
    """How much of each question the two of every pair have in common."""
    return {
        question: _count(mentees.columns[name][who] & mentors.columns[name][whom] for name in names)
        for question, names in QUESTIONS.items()
    }


def _count(columns: Iterable[Ints]) -> Ints:
    """How many bits are set, in all these columns together."""
    return np.add.reduce([np.bitwise_count(column).astype(np.int64) for column in columns])


def _score(people: People, who: Ints, shared: dict[str, Ints]) -> Ints:
    """``fit.fit``'s score to the letter: shares rounded down to a thousandth, then their weighted mean."""
    points = np.zeros(len(who), dtype=np.int64)
    for question, count in shared.items():
        share = FULL * count // np.maximum(people.counted[question][who], 1)
        points += people.weighed[question][who] * share
    return points // np.maximum(people.total[who], 1)
