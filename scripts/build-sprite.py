"""Make static/icons/sprite.svg from the names in static/icons/icons.txt.

Usage: python scripts/build-sprite.py ICONS
where ICONS is the `icons/` folder of the npm package lucide-static named in static/vendor/VENDORED.md.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "static" / "icons"


def symbol(name: str, svg: str) -> str:
    """Return the drawing as a `<symbol>`; stroke and fill come from the `.icon` that uses it."""
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.S)
    if inner is None:
        raise SystemExit(f"{name}: not an SVG drawing")
    shapes = re.sub(r"\s*\n\s*", "", inner[1]).replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main(icons: Path) -> None:
    """Write the sprite, or say which name the package does not have."""
    names = sorted((HERE / "icons.txt").read_text().split())
    missing = [name for name in names if not (icons / f"{name}.svg").exists()]
    if missing:
        raise SystemExit(f"not in the package: {', '.join(missing)}")
    symbols = [symbol(name, (icons / f"{name}.svg").read_text()) for name in names]
    sprite = "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""])
    (HERE / "sprite.svg").write_text(sprite)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
