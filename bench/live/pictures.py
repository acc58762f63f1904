"""The pictures of docs/performance.md, made from figures."""

from bench.live.figures import Figures
from bench.live.picture import Bar, Group, draw
from bench.live.tables import FLAT_ROWS, flat_columns, number

COLOURS = dict(zip(FLAT_ROWS, "abcd", strict=True))


def speed(figures: Figures) -> str:
    """Flat out, each system in each setting; empty where nothing was measured."""
    groups = []
    for title, path, what in flat_columns(figures):
        measured = [(row, figures.at(*path, *row, what)) for row in FLAT_ROWS]
        bars = [Bar(f"{row[0]}, {row[1]}", value, number(value), COLOURS[row]) for row, value in measured if value]
        if bars:
            groups.append(Group(f"{title[0].upper()}{title[1:]}, {what} a second", bars))
    return draw("Stored and shown (and how many posts were under way)", "logarithmic", groups) if groups else ""


def cost(figures: Figures) -> str:
    """What a delivery costs in rooms of several sizes."""
    groups = []
    for size in figures.at("cost") or ():
        measured = [(row, figures.at("cost", size, row[0], "steady", "cpu_us")) for row in FLAT_ROWS[:2]]
        bars = [Bar(row[0], value, f"{value:.1f} µs", COLOURS[row]) for row, value in measured if value]
        if bars:
            groups.append(Group(f"Room of {int(size):,}", bars))
    return draw("CPU a delivery costs the server, at 20 messages a second", "logarithmic", groups) if groups else ""


PICTURES = {"live-speed.svg": speed, "live-cost.svg": cost}
