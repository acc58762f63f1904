"""The best whole: a flow of least cost from mentees over pairs to places."""

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from mentorship.matching.engine.assignment import Assignment
from mentorship.matching.engine.instance import Instance, Ints


def heaviest(instance: Instance, missing: Ints | None = None, value: Ints | None = None) -> Assignment:
    """The assignment of the greatest total weight.

    ``missing[i]`` is what it costs that mentee i has nobody; without it, nothing, and people are left out where all
    are better off together. ``value`` says what each edge counts in place of what it is worth to both. Solved exactly
    by cost scaling (A. V. Goldberg and R. E. Tarjan, 1990; Google OR-Tools). Raises ``RuntimeError`` where it is not.
    """
    counted = instance.weight if value is None else value
    mentees, mentors, edges = instance.mentees, instance.mentors, instance.edges
    if not mentees:
        return Assignment(instance, np.empty(0, dtype=np.int64))
    unmatched = np.zeros(mentees, dtype=np.int64) if missing is None else missing
    everyone, sink = np.arange(mentees), mentees + mentors
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate((instance.mentee, np.arange(mentors) + mentees, everyone)),
        np.concatenate((instance.mentor + mentees, np.full(mentors + mentees, sink))),
        np.concatenate((np.ones(edges, dtype=np.int64), instance.capacity, np.ones(mentees, dtype=np.int64))),
        np.concatenate((-counted, np.zeros(mentors, dtype=np.int64), unmatched)),
    )
    flow.set_nodes_supplies(
        np.arange(sink + 1), np.concatenate((np.ones(mentees, dtype=np.int64), np.zeros(mentors, np.int64), [-mentees]))
    )
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("the flow was not solved")
    taken = np.flatnonzero(flow.flows(np.arange(edges))) if edges else np.empty(0, dtype=np.int64)
    edge = np.full(mentees, -1, dtype=np.int64)
    edge[instance.mentee[taken]] = taken
    return Assignment(instance, edge)
