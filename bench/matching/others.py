"""Ways to match that are not Cairn's, to be seen beside it: each sees the same instance."""

import numpy as np

from mentorship.matching.engine import Assignment, Instance
from mentorship.matching.engine.floors import LEFT_OUT
from mentorship.matching.engine.flow import heaviest
from mentorship.matching.engine.instance import Ints


def first_come(instance: Instance, seed: int = 11) -> Assignment:
    """A directory: mentees come by chance, and each takes the best mentor who has a place left."""
    order = np.random.default_rng(seed).permutation(instance.mentees)
    rank = np.empty(instance.mentees, dtype=np.int64)
    rank[order] = np.arange(instance.mentees)
    return _in_order(instance, np.lexsort((instance.lot, -instance.gain, rank[instance.mentee])))


def greedy(instance: Instance) -> Assignment:
    """The heaviest pair of all that is still free, again and again."""
    return _in_order(instance, np.lexsort((instance.lot, -instance.weight)))


def best_flow(instance: Instance) -> Assignment:
    """The optimum: as many as can be placed, and of those assignments the heaviest."""
    return heaviest(instance, np.full(instance.mentees, LEFT_OUT, dtype=np.int64))


def most(instance: Instance, who: Ints) -> int:
    """How many of these mentees could be placed, if only they were."""
    part = instance.only(np.isin(instance.mentee, who))
    return heaviest(part, np.ones(instance.mentees, dtype=np.int64), np.zeros(part.edges, dtype=np.int64)).coverage


def _in_order(instance: Instance, order: Ints) -> Assignment:
    edge = np.full(instance.mentees, -1, dtype=np.int64)
    room = instance.capacity.tolist()
    for one, mentee, mentor in zip(
        order.tolist(), instance.mentee[order].tolist(), instance.mentor[order].tolist(), strict=True
    ):
        if edge[mentee] < 0 and room[mentor]:
            edge[mentee] = one
            room[mentor] -= 1
    return Assignment(instance, edge)
