"""Sending alone: many conversations of two, in each of which one of them speaks."""

from typing import Any

from bench.live.scenes.flat_out import measure
from bench.live.stage import Stage


def play(stage: Stage) -> dict[str, Any]:
    """Return figures by system."""
    number = stage.sizes.pairs
    talks = stage.people.talks(number, 2)
    return {"pairs": number} | {system: measure(stage, system, talks, number) for system in stage.systems()}
