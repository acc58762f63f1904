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
#: Pairs looked at in one go, so that a round fits into memory.
BLOCK = 3_000_000


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
    """Everyone within everyone's limits, and of them the best ``candidates`` of each mentee.

    ``apart``: two rows of numbers, mentees and mentors who must not meet (blocked, set aside, the same person).
    Mentors without a place are nobody's candidate. Best is what is worth most to both together.
    """
    places = np.asarray(capacity, dtype=np.int64)
    open_ = np.flatnonzero(places > 0)
    step = max(1, BLOCK // max(1, len(open_)))
    starts = range(0, len(mentees), step)
    kept_apart = _by_mentee(apart, len(mentees), mentors, open_)

    def best_from(start: int) -> tuple[Ints, Ints]:
        return _best(mentees, mentors, open_, slice(start, start + step), kept_apart, candidates)

    for people in (mentees, mentors):  # unfolded once, before threads ask for it
        _ = people.answers, people.wishes, people.bars, people.traits, people.tongues, people.clock
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        found = list(pool.map(best_from, starts)) if len(open_) else []
    who = np.concatenate([one for one, _ in found]) if found else np.empty(0, dtype=np.int64)
    whom = np.concatenate([other for _, other in found]) if found else np.empty(0, dtype=np.int64)
    shared = _shared(mentees, mentors, who, whom)
    return Instance.of(len(mentees), places, who, whom, _score(mentees, who, shared), _score(mentors, whom, shared))


def _by_mentee(apart: tuple[ArrayLike, ArrayLike], count: int, mentors: People, open_: Ints) -> tuple[Ints, Ints, Ints]:
    """Those to keep apart, in order of the mentee, with where each mentee begins; mentors by place in ``open_``."""
    mentee, mentor = (np.asarray(one, dtype=np.int64) for one in apart)
    seat = np.full(len(mentors), -1, dtype=np.int64)
    seat[open_] = np.arange(len(open_))
    known = seat[mentor] >= 0 if len(mentor) else np.empty(0, dtype=np.bool_)
    mentee, mentor = mentee[known], seat[mentor[known]] if len(mentor) else mentor
    order = np.argsort(mentee, kind="stable")
    return mentee[order], mentor[order], np.searchsorted(mentee[order], np.arange(count + 1))


def _best(
    mentees: People,
    mentors: People,
    open_: Ints,
    rows: slice,
    apart: tuple[Ints, Ints, Ints],
    candidates: int,
) -> tuple[Ints, Ints]:
    """The best candidates of one block of mentees: (mentee, mentor) of each pair."""
    both = mentees.wishes[rows] @ mentors.answers[open_].T
    both += mentees.answers[rows] @ mentors.wishes[open_].T
    barred = mentees.bars[rows] @ mentors.traits[open_].T > 0
    barred |= mentees.traits[rows] @ mentors.bars[open_].T > 0
    barred |= (mentees.tongues[rows, None] & mentors.tongues[open_]) == 0
    barred |= (mentees.clock[rows, None] & mentors.clock[open_]) == 0
    first, last = rows.start, rows.start + len(both)
    who, whom, begins = apart
    here = slice(begins[first], begins[last])
    barred[who[here] - first, whom[here]] = True
    both[barred] = -1
    return _top(both, candidates, first, open_)


def _top(both: Floats, candidates: int, first: int, open_: Ints) -> tuple[Ints, Ints]:
    """The best of each row, none below 0. At the edge, those alike stay in or out together by their number."""
    if both.shape[1] > candidates:
        # Ties would be cut anywhere; a hair by number makes the cut the same whoever stands in which block.
        bar = np.partition(both, -candidates, axis=1)[:, -candidates]
        row, column = np.nonzero((both >= bar[:, None]) & (both >= 0))
        surplus = np.bincount(row, minlength=len(both)) > candidates
        if surplus.any():
            order = np.lexsort((column, -both[row, column], row))
            row, column = row[order], column[order]
            kept = np.arange(len(row)) - np.searchsorted(row, row) < candidates
            row, column = row[kept], column[kept]
    else:
        row, column = np.nonzero(both >= 0)
    return row + first, open_[column]


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
