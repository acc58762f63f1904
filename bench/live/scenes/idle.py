"""Sockets that only wait, in one room: the memory of each, and what is left behind by those who come and go."""

from typing import Any

from bench.live.stage import Stage
from bench.live.systems import CAIRN


def play(stage: Stage) -> dict[str, Any]:
    """Return figures by system."""
    talks = stage.people.talks(1, stage.sizes.idle)
    found: dict[str, Any] = {"size": stage.sizes.idle}
    for system in stage.systems():
        with stage.serving(system) as served, stage.crowd(system, served, talks) as ask:
            found[system] = stage.open(ask)
            if system == CAIRN:
                found["return"] = stage.come_and_go(ask, 5)
    return found
