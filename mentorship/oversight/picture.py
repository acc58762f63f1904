"""Columns of whole numbers as a picture, one part on top of the other; the table behind it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 520, 220
LEFT, RIGHT, TOP, BOTTOM = 34, 4, 20, 30
WIDEST = 40


@dataclass(frozen=True)
class Part:
    """A part of a column; ``kind`` gives it its colour."""

    kind: str
    y: float
    height: float


@dataclass(frozen=True)
class Column:
    label: object
    total: int
    x: float
    middle: float
    top: float
    parts: list[Part]


@dataclass(frozen=True)
class Level:
    y: float
    label: int


@dataclass(frozen=True)
class Picture:
    """All the template draws."""

    columns: list[Column]
    levels: list[Level]
    bar: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT

    @property
    def label_y(self) -> int:
        return self.height - 10


def picture(columns: Sequence[tuple[object, Sequence[tuple[str, int]]]]) -> Picture:
    """Draw each column, a label and its parts from the ground up; parts of nothing are left out."""
    most = max((sum(count for _kind, count in parts) for _label, parts in columns), default=0)
    rise = max(1, -(-most // 4))
    highest = rise * max(1, -(-most // rise))
    ground, step = HEIGHT - BOTTOM, (WIDTH - LEFT - RIGHT) / max(len(columns), 1)
    bar = round(min(WIDEST, step * 0.62), 1)
    unit = (ground - TOP) / highest
    drawn = []
    for place, (label, parts) in enumerate(columns):
        middle, y, shown = round(LEFT + (place + 0.5) * step, 1), float(ground), []
        for kind, count in parts:
            if count:
                y -= count * unit
                shown.append(Part(kind, round(y, 1), round(count * unit, 1)))
        total = sum(count for _kind, count in parts)
        drawn.append(Column(label, total, round(middle - bar / 2, 1), middle, round(y, 1), shown))
    levels = [Level(round(ground - value * unit, 1), value) for value in range(0, highest + 1, rise)]
    return Picture(drawn, levels, bar)
