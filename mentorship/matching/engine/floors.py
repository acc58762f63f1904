"""Cairn's own round: whoever is hard to place comes first, no two could do noticeably better, then the best whole.

What each side gets in the stable assignment is its floor: it can surely have that much. Of all pairs, those more than
``delta`` below the floor of one of the two are put aside; among the rest the flow looks for the best whole.
"""

from dataclasses import dataclass

import numpy as np

from mentorship.matching.engine.assignment import Assignment
from mentorship.matching.engine.blocking import blocking
from mentorship.matching.engine.deferred import stable
from mentorship.matching.engine.flow import heaviest
from mentorship.matching.engine.instance import Flags, Instance, Ints

#: On a scale of 1000: less than this nobody would notice.
DELTA = 100
#: Whoever could go with fewer mentors than this is hard to place, and placed first.
HARD = 15
#: What somebody left out costs: so much more than any rearranging could win that it comes first.
LEFT_OUT = 100_000


@dataclass(frozen=True, eq=False)
class Round(Assignment):
    """An assignment with what it rests on.

    ``hard``: who was hard to place. ``exceptions``: edges taken although they lie below a mentor's floor, because the
    mentee is hard to place, or first in line. ``open``: pairs who would both gain more than delta; there are none but
    at mentors who have an exception, or whom one of these took the place of.
    """

    hard: Flags
    exceptions: Ints
    open: Ints


def with_floors(instance: Instance, *, delta: int = DELTA, hard_below: int = HARD, first: Flags | None = None) -> Round:
    """Place the hard to place first, then whoever the stable assignment places, then as many as can be; then the best.

    ``first`` (one of each mentee) come before all of them: as many of these are placed as can be, whoever else is.
    Every mentee has at least their floor less ``delta``, every mentor too but for declared exceptions.
    """
    floor = stable(instance)
    hard = (instance.choices > 0) & (instance.choices < hard_below)
    ahead = np.zeros(instance.mentees, dtype=bool) if first is None else first
    led = (hard | ahead)[instance.mentee]
    below = instance.worth < _mentor_floor(floor)[instance.mentor] - delta
    kept = (instance.gain >= floor.gains[instance.mentee] - delta) & (~below | led)
    part = instance.only(kept)
    missing = LEFT_OUT * np.where(ahead, 4, np.where(hard, 3, np.where(floor.placed, 2, 1)))
    found = heaviest(part, missing)
    edge = np.full(instance.mentees, -1, dtype=np.int64)
    edge[found.placed] = np.flatnonzero(kept)[found.edge[found.placed]]
    edge = _fill_what_came_free(instance, edge, delta)
    whole = Assignment(instance, edge)
    taken = edge[whole.placed]
    return Round(instance, edge, hard, taken[below[taken] & led[taken]], blocking(whole, delta))


def _mentor_floor(floor: Assignment) -> Ints:
    """What the least of each mentor's pairs is worth to them; 0 with a free place, or with none at all."""
    least = floor.least_worth.copy()
    least[floor.instance.capacity == 0] = 0
    return least


def _fill_what_came_free(instance: Instance, edge: Ints, delta: int) -> Ints:
    """Offer each free place to whoever would gain more than delta by it, the one worth most to the mentor first.

    Mentees only ever gain here, so it ends; and a mentor's place is filled with the best of all who would come, so
    no two are left who would both rather (Blum, Roth and Rothblum, "Vacancy Chains and Equilibration", 1997).
    """
    assignment = Assignment(instance, edge.copy())
    result, gains = assignment.edge, assignment.gains
    room = instance.capacity - assignment.load
    by_mentor = np.argsort(instance.mentor, kind="stable")
    begins = np.searchsorted(instance.mentor[by_mentor], np.arange(instance.mentors + 1))
    vacant = np.flatnonzero(room > 0).tolist()
    while vacant:
        mentor = vacant.pop()
        while room[mentor] > 0:
            mine = by_mentor[begins[mentor] : begins[mentor + 1]]
            would = mine[(instance.gain[mine] > gains[instance.mentee[mine]] + delta) & (instance.worth[mine] > delta)]
            if not len(would):
                break
            best = int(would[np.lexsort((instance.lot[would], -instance.gain[would], -instance.worth[would]))[0]])
            mentee = int(instance.mentee[best])
            if result[mentee] >= 0:
                left = int(instance.mentor[result[mentee]])
                room[left] += 1
                vacant.append(left)
            result[mentee], gains[mentee] = best, instance.gain[best]
            room[mentor] -= 1
    return result
