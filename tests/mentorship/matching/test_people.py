"""All against all in numbers says what ``fit`` says of two people."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.matching.crowd import draw, places
from mentorship.matching.engine.people import BITS, QUESTIONS, People, instance
from mentorship.matching.fit import fit, fits
from mentorship.profiles.models import Matters


def matters_of(people: People) -> list[Matters]:
    return [
        Matters(
            **{name: int(people.columns[name][n]) for name in BITS},
            **{f"weigh_{one}": int(people.weights[one][n]) for one in QUESTIONS},
        )
        for n in range(len(people))
    ]


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 10_000))
def test_limits_and_scores_to_the_letter(seed: int) -> None:
    chance = np.random.default_rng(seed)
    mentees, mentors = draw(chance, 12), draw(chance, 9)
    found = instance(mentees, mentors, [1] * 9)
    edges: dict[Any, Any] = {
        (int(i), int(j)): (int(gain), int(worth))
        for i, j, gain, worth in zip(found.mentee, found.mentor, found.gain, found.worth, strict=True)
    }
    expected = {
        (i, j): (fit(one, other).score, fit(other, one).score)
        for i, one in enumerate(matters_of(mentees))
        for j, other in enumerate(matters_of(mentors))
        if fits(one, other)
    }
    assert edges == expected


def test_only_the_best_are_kept_and_all_of_few() -> None:
    chance = np.random.default_rng(1)
    mentees, mentors = draw(chance, 80), draw(chance, 120)
    capacity = places(chance, 120, 80)
    every = instance(mentees, mentors, capacity, candidates=120)
    some = instance(mentees, mentors, capacity, candidates=10)
    assert np.array_equal(some.choices, np.minimum(every.choices, 10))
    for i in range(80):
        best = np.sort(every.gain[every.mentee == i])[::-1][:10]
        kept = np.sort(some.gain[some.mentee == i])[::-1]
        assert kept.sum() >= best.sum() - 12  # candidates are chosen before shares are rounded down


def test_who_must_not_meet_does_not_and_who_has_no_place_is_asked_nothing() -> None:
    chance = np.random.default_rng(2)
    mentees, mentors = draw(chance, 30), draw(chance, 20)
    capacity = np.ones(20, dtype=np.int64)
    capacity[[3, 7]] = 0
    every = instance(mentees, mentors, capacity)
    assert not np.isin(every.mentor, [3, 7]).any()
    apart = (every.mentee[::2], every.mentor[::2])
    left = instance(mentees, mentors, capacity, apart=apart)
    assert {*zip(left.mentee, left.mentor, strict=True)} == {*zip(every.mentee[1::2], every.mentor[1::2], strict=True)}
