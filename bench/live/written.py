"""docs/performance.md: its tables about live talk and its pictures are written by the bench, and by nobody else.

`python -m bench.live.written` writes them anew from the kept figures, without measuring.
"""

import re

from bench.live.figures import Figures
from bench.live.ground import ROOT
from bench.live.pictures import PICTURES
from bench.live.tables import BLOCKS

PAGE = ROOT / "docs" / "performance.md"
SHOWN = ROOT / "docs" / "pictures"


def rewritten(text: str, figures: Figures) -> str:
    """Return the page with every table made anew. Raises ValueError where a mark is missing."""
    for name, made in BLOCKS.items():
        block = re.compile(rf"(<!-- bench live: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text, found = block.subn(lambda marks, made=made: f"{marks[1]}{made(figures)}\n{marks[2]}", text)
        if found != 1:
            raise ValueError(f"{PAGE.name} has no mark for {name}.")
    return text


def write(figures: Figures) -> None:
    """Keep the figures, write the tables into the page and the pictures beside it."""
    figures.keep()
    PAGE.write_text(rewritten(PAGE.read_text(), figures))
    for name, drawn in PICTURES.items():
        if picture := drawn(figures):
            (SHOWN / name).write_text(picture)


if __name__ == "__main__":
    write(Figures.kept())
