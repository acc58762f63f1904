"""The tables, in Markdown, made from figures."""

from collections.abc import Callable, Iterable
from typing import Any

from bench.live.aims import aims, times
from bench.live.figures import Figures
from bench.live.sizes import FEW_UNDER_WAY, MANY_UNDER_WAY
from bench.live.systems import CAIRN, LIMIT, STOCK

#: Everything that was measured flat out: system and posts under way.
FLAT_ROWS = ((LIMIT, MANY_UNDER_WAY), (CAIRN, MANY_UNDER_WAY), (CAIRN, FEW_UNDER_WAY), (STOCK, FEW_UNDER_WAY))


def flat_columns(figures: Figures) -> list[tuple[str, tuple[object, ...], str]]:
    """Return the flat-out measurements: title, where they are in the figures, what is counted."""
    columns: list[tuple[str, tuple[object, ...], str]] = [
        (f"room of {int(size):,}", ("rooms", size), "deliveries") for size in figures.at("rooms") or ()
    ]
    columns.append((f"{figures.at('many', 'rooms')} rooms of {figures.at('many', 'size')}", ("many",), "deliveries"))
    columns.append((f"{figures.at('pairs', 'pairs')} pairs", ("pairs",), "messages"))
    return [column for column in columns if figures.at(*column[1])]


def flat(figures: Figures) -> str:
    """Flat out."""
    columns = flat_columns(figures)
    rows = [["system", "posts under way", *(f"{title}: {what}/s" for title, _, what in columns), "lost"]]
    for system, under_way in FLAT_ROWS:
        cells = [number(figures.at(*path, system, under_way, what)) for _, path, what in columns]
        lost = [figures.at(*path, system, "account", "missing") for _, path, _ in columns]
        rows.append([system, str(under_way), *cells, number(sum(filter(None, lost)))])
    for under_way in (MANY_UNDER_WAY, FEW_UNDER_WAY):
        ours = [figures.at(*path, CAIRN, under_way, what) for _, path, what in columns]
        theirs = [figures.at(*path, STOCK, FEW_UNDER_WAY, what) for _, path, what in columns]
        cells = [f"**{number(times(*pair))} times**" for pair in zip(ours, theirs, strict=True)]
        rows.append([f"**Cairn / {STOCK}**", f"{under_way} / {FEW_UNDER_WAY}", *cells, ""])
    return table(rows)


def steady(figures: Figures) -> str:
    """At a human pace, and waiting."""
    small = next(iter(figures.at("rooms") or {}), None)
    size = figures.at("idle", "size")
    rows = [["system", "CPU µs a delivery", "p50 ms", "p99 ms", f"KiB each of {number(size)} waiting members"]]
    for system in (LIMIT, CAIRN, STOCK):
        cells = [figures.at("rooms", small, system, "steady", what) for what in ("cpu_us", "p50_ms", "p99_ms")]
        rows.append([system, *map(number, [*cells, figures.at("idle", system, "kib")])])
    return table(rows)


def cost(figures: Figures) -> str:
    """What a delivery costs, by the size of the room."""
    sizes = list(figures.at("cost") or ())
    rows = [["CPU µs a delivery, room of", *(f"{int(size):,}" for size in sizes)]]
    rows += [
        [system, *(number(figures.at("cost", size, system, "steady", "cpu_us")) for size in sizes)]
        for system in (LIMIT, CAIRN)
    ]
    return table(rows)


def spread(figures: Figures) -> str:
    """One room on two processes."""
    sizes = list(figures.at("processes") or ())
    rows = [["system", "posts under way", *(f"room of {int(size):,}: deliveries/s" for size in sizes)]]
    rows[0] += ["deliveries counted", "of them across", "lost", "twice"]
    for system, under_way in FLAT_ROWS[1:]:
        cells = [number(figures.at("processes", size, system, under_way, "deliveries")) for size in sizes]
        counts = []
        for what in ("deliveries", "across", "missing", "doubled"):
            counted = [figures.at("processes", size, system, "account", what) for size in sizes]
            counts.append(number(sum(filter(None, counted))))
        if (system, under_way) == (CAIRN, FEW_UNDER_WAY):
            counts = ["(above)"] + [""] * 3
        rows.append([system, str(under_way), *cells, *counts])
    return table(rows)


def crowds(figures: Figures) -> str:
    """Thousands of sockets, and a thousand who come back."""
    rows = [["Cairn, one process", "measured"]]
    if many := figures.at("sockets"):
        opened, hold, account = many["open"], many["hold"], many["account"]
        rows.append(
            [
                f"{many['size']:,} sockets in {many['rooms']} rooms",
                f"{account['watching']:,} watch, {errors(account)} errors, {account['gone']} dropped; "
                f"{number(opened['seconds'])} s for all to come in, {number(opened['cpu_ms'])} ms of CPU and "
                f"{number(opened['kib'])} KiB each",
            ]
        )
        rows.append(
            [
                f"… for {number(hold['seconds'])} s, then {number(account['acknowledged'])} messages",
                f"{number(hold['cpu_percent'])} % of a core while they wait; {account['deliveries']:,} deliveries, "
                f"{account['missing']} lost, {account['doubled']} twice",
            ]
        )
    if back := figures.at("idle", "return"):
        size = f"{figures.at('idle', 'size'):,}"
        grown = f"{back['grown_mib']:+.1f} MiB of memory; {errors(back)} errors, {back['gone']} dropped"
        rows.append([f"{size} come and go {back['times']} times", grown])
    if storm := figures.at("storm"):
        for key, what in (("broken", "their lines broke"), ("killed", "the process was killed and started")):
            back = storm[key]
            rows.append(
                [
                    f"{storm['size']:,} come back at once, {storm['missed']} messages behind, after {what}",
                    f"all caught up in {number(back['seconds'])} s, {number(back['cpu_ms'])} ms of CPU each; "
                    f"{errors(back)} errors, {back['gone']} dropped",
                ]
            )
        account = storm["account"]
        rows.append(
            [
                "… what they have heard at the end",
                f"{account['deliveries']:,} deliveries of {account['stored']} messages: {account['missing']} lost, "
                f"{account['doubled']} twice",
            ]
        )
    return table(rows)


def reached(figures: Figures) -> str:
    """The aims."""
    rows = [["aim", "measured", ""]]
    rows += [
        [aim.what, aim.measured, {True: "reached", False: "**not reached**"}[aim.reached]] for aim in aims(figures)
    ]
    return table(rows)


def ground(figures: Figures) -> str:
    """The machine, and whether it was idle."""
    here, others = figures.machine, figures.others()
    if not here or not others:
        return ""
    mean, most = sum(others) / len(others), max(others)
    state = "it was idle" if most < 5 else "it was **not idle**"
    return (
        f"Measured on {' and '.join(figures.days())}: {here['processor']}, {here['cores']} cores, {here['gib']} GiB, "
        f"{here['system']}, Python {here['python']}, {here['database']}. Others kept the machine {mean:.0f} % busy, "
        f"{most:.0f} % at most (looked at before each of {len(others)} starts): {state}."
    )


#: What stands between the marks of docs/performance.md.
BLOCKS: dict[str, Callable[[Figures], str]] = {
    "ground": ground,
    "flat": flat,
    "steady": steady,
    "cost": cost,
    "spread": spread,
    "crowds": crowds,
    "aims": reached,
}
#: The parts whose figures they need; the others need none or any.
FROM = {
    "flat": {"rooms", "many", "pairs"},
    "steady": {"rooms", "idle"},
    "cost": {"cost"},
    "spread": {"processes"},
    "crowds": {"idle", "sockets", "storm"},
}


def errors(found: dict[str, Any]) -> int:
    """Return how many connects failed, and posts were refused or never answered."""
    return sum(found["errors"].values()) + sum(found["refused"].values()) + found["unanswered"]


def number(value: float | None) -> str:
    """Return a figure with no more digits than it deserves."""
    if value is None or value != value:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"


def table(rows: Iterable[list[str]]) -> str:
    """Return rows as a Markdown table, the first its head."""
    head, *rest = ["| " + " | ".join(row) + " |" for row in rows]
    columns = head.count("|") - 1
    return "\n".join([head, "|" + "---|" * columns, *rest])
