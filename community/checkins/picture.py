"""A month as a picture: mood and craving over thirty days. SVG from the server, with a table behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from community.checkins.models import CheckIn

WIDTH, HEIGHT = 640, 200
LEFT, RIGHT, TOP, BOTTOM = 66, 12, 14, 26


@dataclass(frozen=True)
class Point:
    """A dot of the picture, and what it says."""

    x: float
    y: float
    check_in: CheckIn


@dataclass(frozen=True)
class Tick:
    x: float
    y: float
    label: str | date


@dataclass(frozen=True)
class Picture:
    """All the template draws. Paths break where days were not written down: nothing is invented."""

    width: int
    height: int
    mood: str
    mood_points: list[Point]
    craving: list[tuple[float, float, float, float]]
    levels: list[Tick]
    days: list[Tick]


def picture(check_ins: Sequence[CheckIn], *, until: date, days: int = 30) -> Picture:
    """Mood as a line between 1 and 5, craving as bars from the ground, both on the same ``days`` days."""
    first = until - timedelta(days=days - 1)
    step = (WIDTH - LEFT - RIGHT) / max(days - 1, 1)
    ground = HEIGHT - BOTTOM
    high = ground - TOP

    def x_of(day: date) -> float:
        return round(LEFT + (day - first).days * step, 1)

    def y_of(part: float) -> float:
        return round(ground - part * high, 1)

    shown = [one for one in check_ins if first <= one.day <= until]
    points = [Point(x_of(one.day), y_of((one.mood - 1) / 4 * 0.92 + 0.04), one) for one in shown]
    bar = round(step * 0.5, 1)
    return Picture(
        width=WIDTH,
        height=HEIGHT,
        mood=_path(points),
        mood_points=points,
        craving=[
            (
                round(x_of(one.day) - bar / 2, 1),
                y_of(one.craving / CheckIn.MOST_CRAVING),
                bar,
                round(ground - y_of(one.craving / CheckIn.MOST_CRAVING), 1),
            )
            for one in shown
            if one.craving
        ],
        levels=[
            Tick(LEFT - 10, y_of((mood - 1) / 4 * 0.92 + 0.04), str(CheckIn.Mood(mood).label)) for mood in (1, 3, 5)
        ],
        days=[Tick(x_of(day), HEIGHT - 6, day) for day in _weekly(first, until)],
    )


def _path(points: Sequence[Point]) -> str:
    """SVG path data; a gap of more than two days lifts the pen."""
    parts: list[str] = []
    before: Point | None = None
    for point in points:
        near = before is not None and (point.check_in.day - before.check_in.day).days <= 2
        parts.append(f"{'L' if near else 'M'}{point.x} {point.y}")
        before = point
    return "".join(parts)


def _weekly(first: date, until: date) -> list[date]:
    return [until - timedelta(days=back) for back in range((until - first).days, -1, -7)]
