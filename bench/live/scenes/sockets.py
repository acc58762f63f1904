"""Thousands of sockets on one process: they come in, stay a while, and each room hears what is said in it."""

from typing import Any

from bench.live.stage import Stage
from bench.live.systems import CAIRN


def play(stage: Stage) -> dict[str, Any]:
    """Return figures of Cairn."""
    number, size = stage.sizes.sockets
    talks = stage.people.talks(number // size, size)
    before = stage.stored(CAIRN, talks)
    with stage.serving(CAIRN) as served, stage.crowd(CAIRN, served, talks) as ask:
        return {
            "size": number,
            "rooms": number // size,
            "open": stage.open(ask),
            "hold": ask("hold", seconds=stage.sizes.hold_seconds) | {"seconds": stage.sizes.hold_seconds},
            "say": ask("say", number=4),
            "account": stage.account(CAIRN, ask, talks, before),
        }
