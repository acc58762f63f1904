"""Deferred acceptance: the stable assignment that is best for every mentee.

D. Gale and L. S. Shapley, "College Admissions and the Stability of Marriage", American Mathematical Monthly 69 (1962).
"""

import heapq

import numpy as np

from mentorship.matching.engine.assignment import Assignment
from mentorship.matching.engine.instance import Instance, Ints

#: Below so many who still ask, one after another is faster than all at once.
FEW = 400


def stable(instance: Instance) -> Assignment:
    """Let mentees ask in their order and mentors keep the best they were asked by.

    Nobody without a pair, and no two people, would both rather have each other. Ties are broken by what the pair is
    worth to the other side, then by lot: the order is strict, and so the outcome is one.
    """
    asks = np.lexsort((instance.lot, -instance.worth, -instance.gain, instance.mentee))
    rank = np.empty(instance.edges, dtype=np.int64)
    rank[np.lexsort((instance.lot, -instance.gain, -instance.worth))] = np.arange(instance.edges)
    ends = np.cumsum(np.bincount(instance.mentee, minlength=instance.mentees))
    turn = np.concatenate(([0], ends[:-1])) if instance.mentees else ends
    held, free = _all_at_once(instance, asks, rank, turn, ends)
    return Assignment(instance, _one_by_one(instance, asks, rank, turn, ends, held, free))


def _all_at_once(instance: Instance, asks: Ints, rank: Ints, turn: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Rounds in which everyone without a mentor asks their next; until few are left. ``turn`` is moved on."""
    held = np.full(instance.mentees, -1, dtype=np.int64)
    free = np.flatnonzero(turn < ends)
    while len(free) > FEW:
        asked = asks[turn[free]]
        turn[free] += 1
        both = np.concatenate((held[held >= 0], asked))
        mentor = instance.mentor[both]
        order = np.lexsort((rank[both], mentor))
        both, mentor = both[order], mentor[order]
        first = np.searchsorted(mentor, mentor)  # where each one's mentor begins
        kept = both[np.arange(len(both)) - first < instance.capacity[mentor]]
        held[:] = -1
        held[instance.mentee[kept]] = kept
        free = np.flatnonzero((held < 0) & (turn < ends))
    return held, free


def _one_by_one(instance: Instance, asks: Ints, rank: Ints, turn: Ints, ends: Ints, held: Ints, free: Ints) -> Ints:
    """The rest, with a heap for each mentor who is asked: its worst on top."""
    heaps: dict[int, list[tuple[int, int]]] = {}
    by_mentor = held[held >= 0][np.argsort(instance.mentor[held[held >= 0]], kind="stable")]
    mentors = instance.mentor[by_mentor]
    waiting = free.tolist()
    while waiting:
        mentee = waiting.pop()
        if turn[mentee] >= ends[mentee]:
            continue
        edge = int(asks[turn[mentee]])
        turn[mentee] += 1
        mentor = int(instance.mentor[edge])
        if mentor not in heaps:
            low, high = np.searchsorted(mentors, (mentor, mentor + 1))
            heaps[mentor] = [(-int(rank[e]), int(e)) for e in by_mentor[low:high]]
            heapq.heapify(heaps[mentor])
        heap, places = heaps[mentor], int(instance.capacity[mentor])
        if len(heap) < places:
            heapq.heappush(heap, (-int(rank[edge]), edge))
        elif not places or -heap[0][0] < rank[edge]:
            waiting.append(mentee)
            continue
        else:
            _worst, out = heapq.heapreplace(heap, (-int(rank[edge]), edge))
            gone = int(instance.mentee[out])
            held[gone] = -1
            waiting.append(gone)
        held[mentee] = edge
    return held
