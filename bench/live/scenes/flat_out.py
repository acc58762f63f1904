"""As many messages as go: in one room, in many, in pairs. And what came of each."""

from typing import TYPE_CHECKING, Any

from bench.live.sizes import FEW_UNDER_WAY, MANY_UNDER_WAY
from bench.live.stage import Stage
from bench.live.systems import CAIRN, LIMIT, STOCK

if TYPE_CHECKING:
    from bench.live.people import Talk

#: How many posts each keeps under way; Cairn also as few as stock Channels can bear, for a comparison of equals.
WINDOWS = {LIMIT: [MANY_UNDER_WAY], CAIRN: [FEW_UNDER_WAY, MANY_UNDER_WAY], STOCK: [FEW_UNDER_WAY]}


def measure(stage: Stage, system: str, talks: "list[Talk]", senders: int, *, steady: bool = False) -> dict[str, Any]:
    """Run one system: coming in, a steady while if asked for, flat out with each window, the account."""
    found: dict[str, Any] = {}
    before = stage.stored(system, talks)
    with stage.serving(system) as served, stage.crowd(system, served, talks) as ask:
        found["open"] = stage.open(ask)
        if steady:
            found["steady"] = ask("steady", seconds=stage.sizes.steady_seconds, rate=stage.sizes.rate)
        for under_way in WINDOWS[system]:
            found[str(under_way)] = ask(
                "flat_out",
                seconds=stage.sizes.flat_seconds,
                senders=min(senders, under_way, sum(len(talk.cookies) for talk in talks)),
                under_way=under_way,
            )
        found["account"] = stage.account(system, ask, talks, before)
    return found
