"""Sockets that only wait, in one room: the memory of each."""

from typing import Any

from bench.live.stage import Stage


def play(stage: Stage) -> dict[str, Any]:
    """Return figures by system."""
    talks = stage.people.talks(1, stage.sizes.idle)
    found: dict[str, Any] = {"size": stage.sizes.idle}
    for system in stage.systems():
        with stage.serving(system) as served, stage.crowd(system, served, talks) as ask:
            found[system] = stage.open(ask)
    return found
