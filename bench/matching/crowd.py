"""People who never were: answers drawn from a stated world, always the same for the same seed."""

import numpy as np
from numpy.typing import NDArray

from mentorship.matching.engine.people import BITS, QUESTIONS, People

#: How often each word is chosen: a few by many, most by some, as in any community.
OFTEN = {"lived": (13, 2.0, 1), "pathways": (9, 1.6, 1), "life": (17, 2.2, 0), "ways": (8, 1.8, 0)}
#: Nine tenths speak the usual language; some of them another one, and some only another one.
LANGUAGES = 24
USUAL, ANOTHER = 0.92, 0.18
PARTS = {0: range(6, 12), 1: range(12, 18), 2: range(18, 23), 3: (23, 0, 1, 2, 3, 4, 5)}
ZONES, ZONE_WEIGHTS = (-8, -7, -6, -5, 0, 1), (0.2, 0.1, 0.25, 0.35, 0.05, 0.05)


def draw(chance: np.random.Generator, count: int) -> People:
    """Answers of so many people: words by a falling curve, hours by part of the day and zone, a few firm limits."""
    columns = {name: np.zeros(count, dtype=np.int64) for name in BITS}
    for name, (words, mean, least) in OFTEN.items():
        columns[name] = _words(chance, count, words, mean, least)
    other = 1 << chance.integers(1, LANGUAGES, count)
    speaks = np.where(chance.random(count) < USUAL, 1, 0)
    columns["languages"] = np.where((speaks == 0) | (chance.random(count) < ANOTHER), speaks | other, speaks)
    week, weekend = _hours(chance, count)
    columns["week_hours"], columns["weekend_hours"] = week, weekend
    columns["gender"] = np.array([0, 1, 2, 4])[chance.choice(4, count, p=(0.05, 0.45, 0.46, 0.04))]
    firm = chance.random(count) < 0.25
    columns["genders_wanted"] = np.where(firm & (columns["gender"] > 0), columns["gender"], 0)
    for name, words in (("pathways", 9), ("ways", 8)):
        unwanted = np.where(chance.random(count) < 0.12, 1 << chance.integers(0, words, count), 0)
        columns[f"unwanted_{name}"] = unwanted & ~columns[name]
    weights = {one: np.array([0, 1, 3])[chance.choice(3, count, p=(0.15, 0.5, 0.35))] for one in QUESTIONS}
    return People.of(columns, weights)


def _words(chance: np.random.Generator, count: int, words: int, mean: float, least: int) -> NDArray[np.int64]:
    liked = 1.0 / np.arange(1, words + 1) ** 0.7
    liked *= mean / liked.sum()
    chosen = chance.random((count, words)) < np.minimum(liked, 0.9)
    bits = (chosen * (1 << np.arange(words))).sum(axis=1)
    return np.where((bits == 0) & (least > 0), 1 << chance.integers(0, words, count), bits).astype(np.int64)


def _hours(chance: np.random.Generator, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    zone = np.array(ZONES)[chance.choice(len(ZONES), count, p=ZONE_WEIGHTS)]
    parts = chance.random((count, 5)) < (0.25, 0.3, 0.6, 0.15, 0.4)
    week, weekend = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for part, hours in PARTS.items():
        for hour in hours:
            bit = 1 << ((hour - zone) % 24)
            week |= np.where(parts[:, part], bit, 0)
    for hour in range(8, 22):
        weekend |= np.where(parts[:, 4], 1 << ((hour - zone) % 24), 0)
    return week, week | weekend


def places(chance: np.random.Generator, mentors: int, mentees: int) -> NDArray[np.int64]:
    """As many places as there are mentees, dealt out by chance: some mentors have none free, some have many."""
    return chance.multinomial(mentees, np.full(mentors, 1 / mentors)).astype(np.int64) if mentors else np.zeros(0, int)
