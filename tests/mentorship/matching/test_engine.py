"""The engine on random instances: what every assignment promises, and what it is measured by."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.matching.engine import Assignment, Instance, blocking, heaviest, stable, with_floors
from mentorship.matching.engine.floors import DELTA


@st.composite
def instances(draw: Any, mentees: int = 7, mentors: int = 5, score: int = 1000) -> Instance:
    """Few people, any edges, capacity 0 and ties everywhere among them."""
    m, n = draw(st.integers(0, mentees)), draw(st.integers(0, mentors))
    capacity = draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    pairs = draw(st.sets(st.tuples(st.integers(0, m - 1), st.integers(0, n - 1)))) if m and n else set()
    numbers = st.one_of(st.integers(0, score), st.sampled_from([0, score // 2, score]))
    edges = [(i, j, draw(numbers), draw(numbers)) for i, j in sorted(pairs)]
    columns = [list(one) for one in zip(*edges, strict=True)] or [[], [], [], []]
    return Instance.of(m, capacity, *columns)


def holds(found: Assignment) -> bool:
    """Everyone by an edge of their own, nobody with more than their places."""
    placed = np.flatnonzero(found.placed)
    return bool(np.all(found.instance.mentee[found.edge[placed]] == placed)) and bool(
        np.all(found.load <= found.instance.capacity)
    )


def every_assignment(instance: Instance) -> list[Assignment]:
    options = [[-1, *np.flatnonzero(instance.mentee == i).tolist()] for i in range(instance.mentees)]
    every = [Assignment(instance, np.array(edges, dtype=np.int64)) for edges in product(*options)]
    return [one for one in every if holds(one)]


SOLVERS = [stable, heaviest, with_floors]


@pytest.mark.parametrize("solve", SOLVERS)
@settings(deadline=None, max_examples=60)
@given(instance=instances())
def test_each_is_feasible_and_the_same_again(solve: Any, instance: Instance) -> None:
    found = solve(instance)
    assert holds(found)
    assert np.array_equal(found.edge, solve(instance).edge)


@settings(deadline=None, max_examples=60)
@given(instance=instances())
def test_nobody_would_both_rather_after_stable(instance: Instance) -> None:
    assert not len(blocking(stable(instance)))


@settings(deadline=None, max_examples=40)
@given(instance=instances(mentees=4, mentors=3))
def test_no_stable_assignment_is_better_for_any_mentee(instance: Instance) -> None:
    """Where scores are all different: the mentee-optimal one (Gale and Shapley)."""
    gain = instance.gain * 100 + np.arange(instance.edges)
    worth = instance.worth * 100 + np.arange(instance.edges)[::-1] + 1
    strict = Instance.of(instance.mentees, instance.capacity, instance.mentee, instance.mentor, gain + 1, worth)
    best = stable(strict).gains
    for other in every_assignment(strict):
        if not len(blocking(other)):
            assert np.all(best >= other.gains)


@settings(deadline=None, max_examples=60)
@given(instance=instances(mentees=5, mentors=3))
def test_nothing_weighs_more_than_the_heaviest(instance: Instance) -> None:
    assert heaviest(instance).weight == max(one.weight for one in every_assignment(instance))


@settings(deadline=None, max_examples=60)
@given(instance=instances(mentees=5, mentors=3))
def test_the_most_are_placed_and_the_hard_first(instance: Instance) -> None:
    found = with_floors(instance, hard_below=2)
    every = every_assignment(instance)
    assert found.placed[found.hard].sum() == max(one.placed[found.hard].sum() for one in every)
    assert found.coverage >= stable(instance).coverage


@settings(deadline=None, max_examples=60)
@given(instance=instances(mentees=5, mentors=3), first=st.lists(st.booleans(), min_size=5, max_size=5))
def test_the_first_in_line_before_all_others(instance: Instance, first: list[bool]) -> None:
    """As many of them as anybody could place; at whose place they stand is said, and nobody else has less for it."""
    ahead = np.array(first[: instance.mentees], dtype=bool)
    found = with_floors(instance, hard_below=2, first=ahead)
    assert found.placed[ahead].sum() == max(one.placed[ahead].sum() for one in every_assignment(instance))
    assert found.coverage >= stable(instance).coverage
    at_exceptions, floor = set(instance.mentor[found.exceptions].tolist()), stable(instance)
    for edge in found.open:
        displaced = floor.placed[instance.mentee[edge]] and not found.placed[instance.mentee[edge]]
        assert instance.mentor[edge] in at_exceptions or displaced


@settings(deadline=None, max_examples=150)
@given(instance=instances(mentees=9, mentors=5))
def test_without_anyone_hard_to_place_no_two_could_do_noticeably_better(instance: Instance) -> None:
    found = with_floors(instance, hard_below=0)
    assert not len(found.open)
    assert not len(found.exceptions)
    assert np.all(found.gains >= stable(instance).gains - DELTA)


@settings(deadline=None, max_examples=150)
@given(instance=instances(mentees=9, mentors=5))
def test_who_could_do_better_stands_at_a_declared_exception(instance: Instance) -> None:
    """Somebody hard to place stands at that mentor, or has taken the place the mentee would have had."""
    found, floor = with_floors(instance, hard_below=3), stable(instance)
    at_exceptions = set(instance.mentor[found.exceptions].tolist())
    for edge in found.open:
        displaced = floor.placed[instance.mentee[edge]] and not found.placed[instance.mentee[edge]]
        assert instance.mentor[edge] in at_exceptions or displaced


def test_who_comes_first_does_not_matter() -> None:
    chance = np.random.default_rng(5)
    pairs = np.array([(i, j) for i in range(60) for j in range(20) if chance.random() < 0.3])
    gain, worth = chance.integers(0, 5, (2, len(pairs))) * 200
    capacity = chance.integers(0, 4, 20)
    shuffled = chance.permutation(len(pairs))
    one = Instance.of(60, capacity, pairs[:, 0], pairs[:, 1], gain, worth)
    other = Instance.of(60, capacity, *pairs[shuffled].T, gain[shuffled], worth[shuffled])
    for solve in SOLVERS:
        assert np.array_equal(solve(one).mentor, solve(other).mentor)


@pytest.mark.parametrize("solve", SOLVERS)
@pytest.mark.parametrize(
    ("mentees", "capacity", "pairs"),
    [(0, [], []), (3, [], []), (0, [2], []), (2, [1], []), (2, [0], [(0, 0), (1, 0)]), (3, [1], [(0, 0), (1, 0)])],
)
def test_the_edges_of_the_world(solve: Any, mentees: int, capacity: list[int], pairs: list[tuple[int, int]]) -> None:
    from_, to = zip(*pairs, strict=True) if pairs else ((), ())
    found = solve(Instance.of(mentees, capacity, from_, to, [7] * len(pairs), [7] * len(pairs)))
    assert holds(found)
    assert found.coverage == min(len(pairs), sum(capacity))


def test_many_at_once_and_one_by_one_are_the_same() -> None:
    """Above ``FEW`` mentees ask all at once; the order in which they ask does not change who gets whom."""
    chance = np.random.default_rng(3)
    pairs = np.array([(i, j) for i in range(1500) for j in chance.choice(60, 12, replace=False)])
    gain, worth = chance.integers(0, 1001, (2, len(pairs)))
    instance = Instance.of(1500, chance.integers(0, 25, 60), *pairs.T, gain, worth)
    found = stable(instance)
    assert holds(found)
    assert not len(blocking(found))
    assert found.coverage > 500


@pytest.mark.parametrize(
    ("mentee", "mentor", "gain"), [([3], [0], [1]), ([0], [1], [1]), ([0], [0], [-1]), ([0, 0], [0, 0], [1, 2])]
)
def test_what_is_no_instance(mentee: list[int], mentor: list[int], gain: list[int]) -> None:
    with pytest.raises(ValueError, match=r"edge|score"):
        Instance.of(2, [1], mentee, mentor, gain)
