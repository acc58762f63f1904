"""One round of a stated size, in a process of its own: prints what it took, and what came of it, as JSON."""

import json
import resource
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np

from bench.matching.crowd import draw, places
from bench.matching.others import best_flow, first_come, greedy, most
from mentorship.matching.engine import Assignment, Instance, blocking, stable, with_floors
from mentorship.matching.engine.floors import DELTA, Round
from mentorship.matching.engine.people import instance

SEED = 7


def main(mentees: int, mentors: int, beside: bool) -> dict[str, Any]:
    """Draw the people, score them, match them; with ``beside``, by the other ways too."""
    chance = np.random.default_rng(SEED)
    some, others = draw(chance, mentees), draw(chance, mentors)
    capacity = places(chance, mentors, mentees)
    scored, found = timed(lambda: instance(some, others, capacity))
    matched, floors = timed(lambda: with_floors(found))
    told: dict[str, Any] = {
        "mentees": mentees,
        "mentors": mentors,
        "edges": found.edges,
        "scored": scored,
        "matched": matched,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "hard": int(floors.hard.sum()),
        "exceptions": len(floors.exceptions),
        "undeclared": undeclared(floors),
        "ways": {"floors": figures(floors, floors, matched)},
    }
    if beside:
        ways: dict[str, Callable[[Instance], Assignment]] = {
            "first come": first_come,
            "greedy": greedy,
            "Gale and Shapley": stable,
            "min-cost flow": best_flow,
        }
        for name, way in ways.items():
            seconds, came = timed(lambda way=way: way(found))
            told["ways"][name] = figures(came, floors, seconds)
        told["hard feasible"] = most(found, np.flatnonzero(floors.hard))
    return told


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    begun = perf_counter()
    done = do()
    return perf_counter() - begun, done


def figures(came: Assignment, floors: Round, seconds: float) -> dict[str, float]:
    return {
        "coverage": came.coverage,
        "weight": came.weight,
        "hard": int(came.placed[floors.hard].sum()),
        "rather": len(blocking(came, DELTA)),
        "seconds": seconds,
    }


def undeclared(floors: Round) -> int:
    """Pairs who would both gain more than delta, at whose mentor no exception stands, and whose mentee lost no place
    to somebody hard to place."""
    found = floors.instance
    at_exceptions = np.isin(found.mentor[floors.open], found.mentor[floors.exceptions])
    displaced = (stable(found).placed & ~floors.placed)[found.mentee[floors.open]]
    return int((~at_exceptions & ~displaced).sum())


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), "beside" in sys.argv)))
