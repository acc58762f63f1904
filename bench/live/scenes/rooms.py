"""One room, everybody hears everything: flat out, and in the small one at a steady rate."""

from typing import Any

from bench.live.scenes.flat_out import measure
from bench.live.stage import Stage


def play(stage: Stage) -> dict[str, Any]:
    """Return figures by size and system."""
    found: dict[str, Any] = {}
    for size in stage.sizes.rooms:
        talks = stage.people.talks(1, size)
        found[str(size)] = {
            system: measure(stage, system, talks, 32, steady=size == stage.sizes.rooms[0]) for system in stage.systems()
        }
    return found
