"""Make the two web fonts small: one weight for headings, a short weight range for text.

Usage: python scripts/subset-fonts.py FRAUNCES_FILES ATKINSON_FILES
where the arguments are the `files/` folders of the npm packages named in static/vendor/VENDORED.md.
Needs `fonttools` and `brotli`, which Cairn itself does not need.
"""

import io
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

OUT = Path(__file__).resolve().parent.parent / "static" / "fonts"

# Headings are always 560 wide open; an optical size of 30 suits 18 to 40 px.
HEADING = {"wght": 560, "opsz": 30}
TEXT = {"wght": (400, 700)}


def shrink(source: Path, axes: dict[str, object], target: str) -> None:
    """Write `target` with its axes limited and its hinting dropped."""
    instance = io.BytesIO()
    instantiateVariableFont(TTFont(source), axes).save(instance)
    font = TTFont(instance)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.hinting = False
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap().keys())
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(OUT / target)


def main(fraunces: Path, atkinson: Path) -> None:
    """Write the five files that static/css/fonts.css names."""
    for script in ("latin", "latin-ext"):
        shrink(fraunces / f"fraunces-{script}-opsz-normal.woff2", HEADING, f"fraunces-{script}.woff2")
        for style in ("normal", "italic"):
            shrink(
                atkinson / f"atkinson-hyperlegible-next-{script}-wght-{style}.woff2",
                TEXT,
                f"atkinson-{script}{'-italic' if style == 'italic' else ''}.woff2",
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
