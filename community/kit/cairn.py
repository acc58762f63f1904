"""The cairn, drawn. The same stones for the same number and seed, every time."""

from html import escape

#: Widths, as parts of the lowest, never fall below this.
NARROWEST = 0.34
#: More stones than this are drawn as this many: a taller pile would be a thread.
TALLEST = 9
SHADES = 6
WIDTH = 200
STONE = 26
OVERLAP = 3


def _lean(step: int, seed: int) -> float:
    """How far a stone lies off the middle, in parts of the width: between -0.05 and 0.05."""
    return (((step * 7919 + seed * 104729 + step * step * 31) % 21) - 10) / 200


def _shade(step: int, stones: int) -> int:
    """Dark stones below, the dawn-coloured one on top; 1 to 6."""
    if stones == 1:
        return 2
    return 1 + round(step * (SHADES - 1) / (stones - 1))


def logo_svg(*, size: int = 30) -> str:
    """The small cairn of the sidebar: four thick stones, ``size`` pixels wide."""
    stones = ((15, 26.5, 14, 4.5, 1), (15.5, 19, 10.5, 4.2, 2), (14.5, 12, 7.5, 3.8, 4), (15.2, 5.6, 4.6, 3.2, 6))
    shapes = "".join(
        f'<ellipse class="stone-{shade}" cx="{x}" cy="{y}" rx="{rx}" ry="{ry}"/>' for x, y, rx, ry, shade in stones
    )
    return (
        f'<svg width="{size}" height="{size}" viewBox="0 0 30 32" aria-hidden="true" focusable="false">{shapes}</svg>'
    )


def cairn_svg(stones: int, *, size: int = 200, seed: int = 0, ahead: bool = False, label: str = "") -> str:
    """An SVG picture ``size`` pixels wide of that many stones (0 to 9; more are drawn as 9).

    Colours are classes, so that the page's theme gives them. ``ahead`` adds the outline of the next
    stone. ``label`` names the picture for screen readers; without one it is decoration.
    """
    count = max(0, min(stones, TALLEST))
    places = count + (1 if ahead else 0)
    pitch = STONE - OVERLAP
    height = max(1, places) * pitch + OVERLAP + 2
    shapes = []
    for step in range(places):
        part = 1 - (1 - NARROWEST) * (step / max(places - 1, 1)) ** 0.85 if places > 1 else 0.7
        radius = WIDTH / 2 * part * 0.96
        middle = WIDTH / 2 + (0 if step == 0 else _lean(step, seed) * WIDTH * part)
        level = height - 1 - STONE / 2 - step * pitch
        high = STONE / 2 * (0.98 if step % 2 else 1)
        shade = "stone-next" if step == count else f"stone-{_shade(step, count)}"
        shapes.append(
            f'<ellipse class="{shade}" cx="{middle:.1f}" cy="{level:.1f}" rx="{radius:.1f}" ry="{high:.1f}"/>'
        )
    meaning = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    tall = round(size * height / WIDTH)
    return (
        f'<svg class="cairn" width="{size}" height="{tall}" viewBox="0 0 {WIDTH} {height}" {meaning}>'
        f"{''.join(shapes)}</svg>"
    )
