"""Two people who would both rather have each other."""

import numpy as np

from mentorship.matching.engine.assignment import Assignment
from mentorship.matching.engine.instance import Ints


def blocking(assignment: Assignment, delta: int = 0) -> Ints:
    """The edges whose two people would both gain more than ``delta`` by leaving what they have for each other.

    Having nobody, and a free place, count 0. A mentor would let go of the one who is worth least to them.
    """
    instance = assignment.instance
    mentee_gains = instance.gain - assignment.gains[instance.mentee]
    least = assignment.least_worth[instance.mentor]
    mentor_gains = instance.worth > least + np.minimum(delta, np.iinfo(np.int64).max - least)
    apart = np.ones(instance.edges, dtype=np.bool_)
    apart[assignment.edge[assignment.placed]] = False
    return np.flatnonzero(apart & (mentee_gains > delta) & mentor_gains)
