"""What a round is about: who could go with whom, and what it is worth to either."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Instance:
    """Mentees ``0 … mentees - 1``, mentors ``0 … len(capacity) - 1``, and an edge for each two who could walk together.

    ``mentee[e]``, ``mentor[e]``: the two of edge e; ``gain[e]`` and ``worth[e]``: what it is worth to the mentee and to
    the mentor, whole numbers from 0 on (Cairn's scores run to 1000). Edges stand in order of (mentee, mentor), each
    two once: made with ``of``, which sees to it. People without an edge, and mentors without a place, are fine.

    The numbers people go by decide ties, so they have to mean the same people every time (sort people by a key of
    their own first): then the same people give the same assignment, in whatever order they came.
    """

    mentees: int
    capacity: Ints
    mentee: Ints
    mentor: Ints
    gain: Ints
    worth: Ints

    @classmethod
    def of(
        cls,
        mentees: int,
        capacity: ArrayLike,
        mentee: ArrayLike,
        mentor: ArrayLike,
        gain: ArrayLike,
        worth: ArrayLike | None = None,
    ) -> "Instance":
        """Put the edges in order and look at them; without ``worth`` mentors are indifferent.

        Raises ``ValueError`` where an edge names nobody, a number is below 0 or two edges join the same two.
        """
        places, from_, to = (np.asarray(one, dtype=np.int64).ravel() for one in (capacity, mentee, mentor))
        gains = np.asarray(gain, dtype=np.int64).ravel()
        worths = np.zeros_like(gains) if worth is None else np.asarray(worth, dtype=np.int64).ravel()
        if not len(from_) == len(to) == len(gains) == len(worths):
            raise ValueError("every edge needs a mentee, a mentor and what it is worth")
        if len(from_) and (from_.min() < 0 or from_.max() >= mentees or to.min() < 0 or to.max() >= len(places)):
            raise ValueError("an edge names somebody who is not there")
        if any(len(numbers) and numbers.min() < 0 for numbers in (places, gains, worths)):
            raise ValueError("places and scores are not below nothing")
        order = np.lexsort((to, from_))
        instance = cls(mentees, places, from_[order], to[order], gains[order], worths[order])
        if np.any((np.diff(instance.mentee) == 0) & (np.diff(instance.mentor) == 0)):
            raise ValueError("two edges join the same two people")
        return instance

    @property
    def mentors(self) -> int:
        return len(self.capacity)

    @property
    def edges(self) -> int:
        return len(self.mentee)

    @property
    def weight(self) -> Ints:
        """What each edge is worth to both together."""
        return self.gain + self.worth

    @cached_property
    def choices(self) -> Ints:
        """How many mentors each mentee could go with who have a place at all."""
        return np.bincount(self.mentee[self.capacity[self.mentor] > 0], minlength=self.mentees).astype(np.int64)

    @cached_property
    def lot(self) -> Ints:
        """A number each edge draws, always the same one: it breaks ties, so that no low number is always first."""
        lot = self.mentee.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + self.mentor.astype(np.uint64)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):  # the finish of splitmix64
            lot = (lot ^ (lot >> np.uint64(shift))) * np.uint64(factor)
        return ((lot ^ (lot >> np.uint64(31))) >> np.uint64(1)).astype(np.int64)

    def only(self, kept: Flags) -> "Instance":
        """The same people with these edges alone."""
        return Instance(
            self.mentees, self.capacity, self.mentee[kept], self.mentor[kept], self.gain[kept], self.worth[kept]
        )
