"""One room spread over two server processes: every message reaches every member on both, once."""

from typing import Any

from bench.live.scenes.flat_out import WINDOWS
from bench.live.stage import Stage
from bench.live.systems import LIMIT


def play(stage: Stage) -> dict[str, Any]:
    """Return figures by size and system. The limit knows one process only."""
    found: dict[str, Any] = {}
    for size in stage.sizes.spread:
        talks = stage.people.talks(1, size)
        found[str(size)] = {system: measure(stage, system, talks) for system in stage.systems(LIMIT)}
    return found


def measure(stage: Stage, system: str, talks: list[Any]) -> dict[str, Any]:
    """Run one system on two processes, both on the servers' core."""
    found: dict[str, Any] = {}
    before = stage.stored(system, talks)
    with stage.serving(system, 2) as served, stage.crowd(system, served, talks) as ask:
        stage.open(ask)
        for under_way in WINDOWS[system]:
            senders = min(32, under_way, len(talks[0].cookies))
            found[str(under_way)] = ask(
                "flat_out", seconds=stage.sizes.flat_seconds, senders=senders, under_way=under_way
            )
        found["account"] = stage.account(system, ask, talks, before)
    return found
