"""The median of first hellos as a picture: a bar a period, on a scale on which ten minutes and a day both have room."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.health.figures import Period
from groups.welcome.answering import GOAL

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 76, 8, 24, 34
LONGEST_BAR = 56
#: What the scale shows: minutes, and how they are written.
LEVELS: tuple[tuple[int, str | Promise], ...] = (
    (1, _("1 min")),
    (10, _("10 min")),
    (60, _("1 h")),
    (240, _("4 h")),
    (1440, _("1 day")),
)
MOST = LEVELS[-1][0]


@dataclass(frozen=True)
class Bar:
    """A period's bar, and where its label stands."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    period: Period
    #: Whether it keeps the promise.
    soon: bool


@dataclass(frozen=True)
class Level:
    y: float
    label: str | Promise
    is_goal: bool


@dataclass(frozen=True)
class Picture:
    """All the template draws."""

    width: int
    height: int
    left: int
    bars: list[Bar]
    levels: list[Level]

    @property
    def label_y(self) -> int:
        return self.height - 10


def picture(told: Sequence[Period]) -> Picture:
    """Draw the median wait of each period; more than a day is drawn as a day."""
    ground, step = HEIGHT - BOTTOM, (WIDTH - LEFT - RIGHT) / max(len(told), 1)
    width = round(min(LONGEST_BAR, step * 0.6), 1)
    bars = []
    for place, period in enumerate(told):
        if period.minutes is None:
            continue
        middle, top = round(LEFT + (place + 0.5) * step, 1), _y(period.minutes)
        soon = period.wait is not None and period.wait <= GOAL
        bars.append(Bar(round(middle - width / 2, 1), top, width, round(ground - top, 1), middle, period, soon))
    goal = GOAL.total_seconds() / 60
    levels = [Level(_y(minutes), label, minutes == goal) for minutes, label in LEVELS]
    return Picture(WIDTH, HEIGHT, LEFT, bars, levels)


def _y(minutes: float) -> float:
    """Where so many minutes stand: equal steps for equal factors, a minute a little above the ground."""
    ground, high = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    part = 0.08 + 0.92 * math.log(min(max(minutes, 1), MOST)) / math.log(MOST)
    return round(ground - part * high, 1)
