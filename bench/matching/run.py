"""`python -m bench matching [--write]`: a round of Cairn's beside four other ways, on the same people, in the same run.

`--write` writes the tables into docs/performance.md.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.matching.tables import BLOCKS, aims, written

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "performance.md"
#: Mentees, mentors, and whether the other ways are looked at too.
ROUNDS = {"10k": (10_000, 3_000, True), "100k": (100_000, 20_000, False)}
PARTS = tuple(ROUNDS)


def main(parts: Sequence[str] = (), *, writing: bool = False) -> None:
    """Match, print the tables; exit with 1 where an aim was not reached."""
    if writing and parts:
        sys.exit("Only figures of everything are written.")
    found = {part: play(*ROUNDS[part]) for part in parts or PARTS}
    for made in BLOCKS.values():
        print(made(found), end="\n\n")
    if writing:
        PAGE.write_text(written(PAGE.read_text(), found))
    if not all(aim.reached for aim in aims(found)):
        sys.exit(1)


def play(mentees: int, mentors: int, beside: bool) -> dict[str, Any]:
    """Play one round in a process of its own, so that the memory it took is its own."""
    words = [str(mentees), str(mentors), *(["beside"] if beside else [])]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "bench.matching.round", *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        timeout=900,
    )
    return dict(json.loads(done.stdout))
