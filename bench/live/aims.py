"""What the live engine is to reach, and whether it did."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from bench.live.figures import Figures
from bench.live.sizes import FEW_UNDER_WAY, MANY_UNDER_WAY
from bench.live.systems import CAIRN, STOCK

#: Times the deliveries (in pairs: the messages) of stock Channels.
TIMES = (
    (("rooms", 100), "deliveries", 20, "a room of 100"),
    (("rooms", 1_000), "deliveries", 50, "a room of 1,000"),
    (("many",), "deliveries", 10, "20 rooms of 50"),
    (("pairs",), "messages", 5, "pairs, messages"),
)


class Aim(NamedTuple):
    """One aim: in words, what was measured, and whether that is enough."""

    what: str
    measured: str
    reached: bool


def aims(figures: Figures) -> list[Aim]:
    """Return the aims about which there are figures."""
    return [*_times(figures), *_cost(figures), *_waiting(figures), *_promises(figures)]


def times(ours: float | None, theirs: float | None) -> float | None:
    """Return how many times theirs ours is; None where one was not measured."""
    return ours / theirs if ours is not None and theirs else None


def _times(figures: Figures) -> Iterator[Aim]:
    for path, what, aim, words in TIMES:
        theirs = figures.at(*path, STOCK, FEW_UNDER_WAY, what)
        most = times(figures.at(*path, CAIRN, MANY_UNDER_WAY, what), theirs)
        same = times(figures.at(*path, CAIRN, FEW_UNDER_WAY, what), theirs)
        if most is not None and same is not None:
            measured = f"{most:,.0f} times; {same:,.0f} times with as few posts under way"
            yield Aim(f"{words}: ≥ {aim} times {STOCK}", measured, min(most, same) >= aim)


def _cost(figures: Figures) -> Iterator[Aim]:
    part = times(
        figures.at("rooms", 100, STOCK, "steady", "cpu_us"), figures.at("rooms", 100, CAIRN, "steady", "cpu_us")
    )
    if part is not None:
        words = f"CPU a delivery, 20 messages a second to 100: at most 1/8 of {STOCK}"
        yield Aim(words, f"1/{part:.1f}", part >= 8)
    steps = [figures.at("cost", size, CAIRN, "steady", "cpu_us") for size in figures.at("cost") or ()]
    if steps:
        falls = all(after < before for before, after in pairwise(steps))
        yield Aim("a delivery costs less the larger the room", " → ".join(f"{one:.0f} µs" for one in steps), falls)


def _waiting(figures: Figures) -> Iterator[Aim]:
    kib = figures.at("idle", CAIRN, "kib")
    if kib is not None:
        yield Aim("a waiting member: ≤ 30 KiB", f"{kib:.1f} KiB", kib <= 30)


def _promises(figures: Figures) -> Iterator[Aim]:
    if sockets := figures.at("sockets"):
        failed = broken(sockets["account"], sockets["size"])
        yield Aim(f"{sockets['size']:,} sockets on one process without an error", failed or "no error", not failed)
    if storm := figures.at("storm"):
        slowest = max(storm["broken"]["seconds"], storm["killed"]["seconds"])
        failed = broken(storm["account"], storm["size"])
        words = f"{storm['size']:,} come back at once: caught up within 10 s, nobody dropped"
        yield Aim(words, f"{slowest:.1f} s, {failed or 'nobody dropped, nothing lost'}", slowest <= 10 and not failed)
    for size, found in (figures.at("processes") or {}).items():
        account = found[CAIRN]["account"]
        failed = broken(account, int(size))
        words = f"a room of {int(size):,} on two processes: everyone hears everything once"
        yield Aim(words, failed or f"{account['deliveries']:,} deliveries, all of them once", not failed)


def broken(account: dict[str, Any], members: int) -> str:
    """Return in words what an account shows that must not be; nothing where all is well."""
    faults = {
        "lost": account["missing"],
        "twice": account["doubled"],
        "out of order": account["disordered"],
        "dropped": account["gone"],
        "refused": sum(account["refused"].values()),
        "never answered": account["unanswered"],
        "connects failed": sum(account["errors"].values()),
        "not watching": members - account["watching"],
    }
    return ", ".join(f"{number} {what}" for what, number in faults.items() if number)
