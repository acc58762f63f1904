"""`python -m bench live`: rooms of 100 and 1,000, flat out and steady, each system in turn."""

import json
import os
import subprocess
import sys
from typing import Any

from bench.live.ground import ROOT, Ground, ground, people
from bench.live.systems import keep_off_its_core, serving

SYSTEMS = ("limit", "Cairn", "stock Channels")
STEADY = {"seconds": 8, "rate": 20}
#: So many posts are under way at once, in all; fewer for those who would only queue them.
FLAT_OUT = {
    "Cairn": {"seconds": 6, "senders": 32, "window": 8},
    "Cairn, plain ASGI": {"seconds": 6, "senders": 32, "window": 8},
    "limit": {"seconds": 6, "senders": 32, "window": 8},
    "stock Channels": {"seconds": 6, "senders": 16, "window": 1},
}


def main() -> None:
    """Measure and print the table."""
    keep_off_its_core()
    systems = os.environ.get("BENCH_SYSTEMS", ",".join(SYSTEMS)).split(",")
    rooms = [int(size) for size in os.environ.get("BENCH_ROOMS", "100,1000").split(",")]
    with ground() as here:
        found = {}
        for size in rooms:
            for system in systems:
                slug = f"{system.lower().replace(' ', '-').replace(',', '')}-{size}"
                found[system, size] = figures = measure(system, size, slug, here)
                print(f"  {system}, {size}: {json.dumps(rounded(figures))}", flush=True)
    print(table(found, systems, rooms))


def measure(system: str, size: int, slug: str, here: Ground) -> dict[str, Any]:
    """Run one system with one room."""
    conversation, cookies = people(slug, size)
    with serving(system, here) as (url, process):
        asked = {
            "url": url,
            "conversation": conversation,
            "server": process,
            "cookies": cookies,
            "steady": STEADY if size <= 100 else None,
            "flat_out": FLAT_OUT[system],
        }
        done = subprocess.run(
            [sys.executable, "-m", "bench.live.crowd"],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            cwd=ROOT,
            timeout=180,
            check=True,
        )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def table(found: dict[tuple[str, int], dict[str, Any]], systems: list[str], rooms: list[int]) -> str:
    """Return the figures in rows, and how Cairn stands to the others."""
    head = ["system", *(f"deliveries/s, {size}" for size in rooms)]
    head += ["messages/s, " + str(rooms[0]), "CPU µs a delivery", "p50 ms", "p99 ms", "KiB a member"]
    rows = [head]
    for system in systems:
        first, last = found[system, rooms[0]], found[system, rooms[-1]]
        steady = first.get("steady") or {}
        row = [system, *(f"{found[system, size]['flat_out']['deliveries']:,.0f}" for size in rooms)]
        row += [f"{first['flat_out']['messages']:,.0f}"]
        row += [f"{steady.get(key, float('nan')):.1f}" for key in ("cpu", "p50", "p99")]
        rows.append([*row, f"{last['memory']:.1f}"])
    lines = [" | ".join(row) for row in rows]
    lines.insert(1, " | ".join("---" for _ in head))
    return "\n".join(f"| {line} |" for line in lines) + "\n" + ratios(found, systems, rooms)


def ratios(found: dict[tuple[str, int], dict[str, Any]], systems: list[str], rooms: list[int]) -> str:
    """Return how many times the others' figures Cairn's are."""
    lines = []
    for other in systems:
        if other == "Cairn" or "Cairn" not in systems:
            continue
        for size in rooms:
            ours, theirs = (found[name, size]["flat_out"]["deliveries"] for name in ("Cairn", other))
            lines.append(f"Cairn / {other}, room of {size}: {ours / theirs:.1f} times the deliveries")
        ours, theirs = (found[name, rooms[0]]["steady"]["cpu"] for name in ("Cairn", other))
        lines.append(f"Cairn / {other}: {ours / theirs:.2f} times the CPU a delivery, steady")
    return "\n".join(lines)


def rounded(figures: Any) -> Any:
    """Return figures short enough to read."""
    if isinstance(figures, dict):
        return {key: rounded(value) for key, value in figures.items()}
    return round(figures, 1) if isinstance(figures, float) else figures


if __name__ == "__main__":
    main()
