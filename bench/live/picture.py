"""Bars on a logarithmic scale, as an SVG: readable in light and dark, by screen readers too, without scripts."""

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

WIDTH, LEFT, RIGHT = 760, 190, 84
BAR, STEP, TITLE, BETWEEN = 16, 22, 26, 14
HEAD, FOOT = 52, 34

STYLE = """
.paper { fill: #ffffff; } .ink { fill: #22302c; } .quiet { fill: #5d6b66; } .rule { stroke: #e6dfd3; }
text { stroke: #ffffff; stroke-width: 5px; paint-order: stroke; }
.a { fill: #8a8f88; } .b { fill: #1f5f4f; } .c { fill: #3c8571; } .d { fill: #b4532a; }
text { font: 13px system-ui, "Segoe UI", Roboto, sans-serif; }
.title { font-size: 16px; font-weight: 600; } .group { font-weight: 600; } .small { font-size: 12px; }
@media (prefers-color-scheme: dark) {
  .paper { fill: #16201d; } .ink { fill: #eef2ef; } .quiet { fill: #a9b5b0; } .rule { stroke: #33403b; }
  text { stroke: #16201d; }
  .a { fill: #9aa39d; } .b { fill: #5fb59c; } .c { fill: #8fd0bc; } .d { fill: #e0875a; }
}
"""


class Bar(NamedTuple):
    """One bar: its label, its length, the number as it is read, and its colour (a to d)."""

    label: str
    value: float
    shown: str
    colour: str


class Group(NamedTuple):
    """Bars below one heading."""

    title: str
    bars: Sequence[Bar]


def draw(title: str, unit: str, groups: Sequence[Group]) -> str:
    """Return the picture. All values are above zero."""
    values = [bar.value for group in groups for bar in group.bars]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    low -= math.log10(min(values)) - low < 0.1  # the shortest bar is still to be seen
    height = HEAD + FOOT + sum(TITLE + STEP * len(group.bars) + BETWEEN for group in groups)
    told = "; ".join(
        f"{group.title}: {', '.join(f'{bar.label} {bar.shown}' for bar in group.bars)}" for group in groups
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(f"{unit}. {told}.")}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}" rx="10"/>',
        f'<text class="ink title" x="20" y="28">{escape(title)}</text>',
        *_scale(low, high, height, unit),
        *_bars(low, high, groups),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale(low: int, high: int, height: int, unit: str) -> Iterator[str]:
    for power in range(low, high + 1):
        x = _place(10.0**power, low, high)
        yield f'<line class="rule" x1="{x:.1f}" y1="{HEAD - 8}" x2="{x:.1f}" y2="{height - FOOT}"/>'
        label = f"{10.0**power:,.0f}" if power >= 0 else f"{10.0**power:g}"
        yield f'<text class="quiet small" x="{x:.1f}" y="{height - FOOT + 18}" text-anchor="middle">{label}</text>'
    yield f'<text class="quiet small" x="20" y="{height - FOOT + 18}">{escape(unit)}</text>'


def _bars(low: int, high: int, groups: Sequence[Group]) -> Iterator[str]:
    y = HEAD
    for group in groups:
        yield f'<text class="ink group" x="20" y="{y + 14}">{escape(group.title)}</text>'
        y += TITLE
        for bar in group.bars:
            end = _place(bar.value, low, high)
            yield f'<text class="ink" x="{LEFT - 10}" y="{y + 13}" text-anchor="end">{escape(bar.label)}</text>'
            yield f'<rect class="{bar.colour}" x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR}" rx="3"/>'
            yield f'<text class="ink" x="{end + 6:.1f}" y="{y + 13}">{escape(bar.shown)}</text>'
            y += STEP
        y += BETWEEN


def _place(value: float, low: int, high: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(value) - low) / (high - low)
