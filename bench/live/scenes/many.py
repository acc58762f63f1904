"""Many rooms at once, flat out."""

from typing import Any

from bench.live.scenes.flat_out import measure
from bench.live.stage import Stage


def play(stage: Stage) -> dict[str, Any]:
    """Return figures by system."""
    number, size = stage.sizes.many
    talks = stage.people.talks(number, size)
    found = {system: measure(stage, system, talks, 2 * number) for system in stage.systems()}
    return {"rooms": number, "size": size} | found
