"""What a delivery costs in rooms of several sizes, at the same rate of messages."""

from typing import Any

from bench.live.stage import Stage
from bench.live.systems import STOCK

#: Until everybody has been told who is here, which in a large room is told once in three seconds.
SETTLE_SECONDS = 4.0


def play(stage: Stage) -> dict[str, Any]:
    """Return figures by size and system."""
    found: dict[str, Any] = {}
    for size in stage.sizes.steps:
        talks = stage.people.talks(1, size)
        found[str(size)] = {system: measure(stage, system, talks) for system in stage.systems(STOCK)}
    return found


def measure(stage: Stage, system: str, talks: list[Any]) -> dict[str, Any]:
    """Run one system at the rate."""
    before = stage.stored(system, talks)
    with stage.serving(system) as served, stage.crowd(system, served, talks) as ask:
        stage.open(ask)
        ask("hold", seconds=min(SETTLE_SECONDS, stage.sizes.hold_seconds))
        steady = ask("steady", seconds=stage.sizes.steady_seconds, rate=stage.sizes.rate)
        return {"steady": steady, "account": stage.account(system, ask, talks, before)}
