"""`python -m bench live [PART …] [--write]`: the live engine beside stock Channels and the limit, in the same minutes.

Without a part: all of them. `--write` keeps the figures and writes tables and pictures of docs/performance.md; with
single parts the others stay as they were. `BENCH_SMALL=1` uses a few people and moments, to see whether it runs;
`BENCH_SYSTEMS=Cairn` leaves the others out.
"""

import importlib
import os
import sys
import time
from collections.abc import Sequence

from bench.live.aims import aims
from bench.live.figures import Figures, machine_here
from bench.live.ground import ground
from bench.live.sizes import SMALL, Sizes
from bench.live.stage import Stage
from bench.live.systems import SYSTEMS, keep_off_its_core
from bench.live.tables import BLOCKS, FROM
from bench.live.written import write

PARTS = ("rooms", "many", "pairs", "cost", "idle", "sockets", "storm", "processes")


def main(parts: Sequence[str] = (), *, writing: bool = False) -> None:
    """Measure, print the tables; exit with 1 where an aim was not reached at full size."""
    keep_off_its_core()
    small = os.environ.get("BENCH_SMALL") == "1"
    compared = os.environ.get("BENCH_SYSTEMS", ",".join(SYSTEMS)).split(",")
    if writing and (small or set(compared) != set(SYSTEMS)):
        sys.exit("Only figures of everything, at full size, are written.")
    figures = Figures.kept() if writing else Figures()
    measured = measure(figures, parts or PARTS, SMALL if small else Sizes(), compared)
    for name, made in BLOCKS.items():
        if not FROM.get(name, set(measured.parts)).isdisjoint(measured.parts):
            print(made(measured), end="\n\n")
    if writing:
        write(measured)
    if not small and not all(aim.reached for aim in aims(measured)):
        sys.exit(1)


def measure(figures: Figures, parts: Sequence[str], sizes: Sizes, compared: Sequence[str]) -> Figures:
    """Play the scenes of these parts, in turn, and put what they found into the figures."""
    with ground() as here:
        from django.db import connection

        from bench.live.people import People

        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            [version] = cursor.fetchone() or [""]
        figures.machine = machine_here(f"PostgreSQL {version.split()[0]}")
        people = People()
        for part in parts:
            began = time.monotonic()
            stage = Stage(here, sizes, people, compared)
            found = importlib.import_module(f"bench.live.scenes.{part}").play(stage)
            figures.put(part, found, stage.others)
            print(f"  live {part}: {time.monotonic() - began:.0f} s", flush=True)
    return figures


if __name__ == "__main__":
    main()
