"""What a round came to, as tables for docs/performance.md."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

Found = dict[str, dict[str, Any]]

WAYS = {
    "first come": "first come, from a directory",
    "greedy": "greedy, the best pair first",
    "Gale and Shapley": "Gale and Shapley, mentees ask",
    "min-cost flow": "min-cost flow: the optimum",
    "floors": "**Cairn's round**",
}


class Aim(NamedTuple):
    what: str
    measured: str
    reached: bool


def aims(found: Found) -> list[Aim]:
    """What MATCHING aims at, as far as this run measured it."""
    aimed = []
    if small := found.get("10k"):
        ways = small["ways"]
        floors, gale, best = ways["floors"], ways["Gale and Shapley"], ways["min-cost flow"]
        coverage, weight = floors["coverage"] / gale["coverage"], floors["weight"] / gale["weight"]
        share = floors["weight"] / best["weight"]
        hard = floors["hard"] / max(1, small["hard feasible"])
        aimed += [
            Aim("people placed: ≥ 1.04 times Gale and Shapley", f"{coverage:.3f} times", coverage >= 1.04),
            Aim("weight: ≥ 1.05 times Gale and Shapley", f"{weight:.3f} times", weight >= 1.05),
            Aim("weight: ≥ .985 of the optimum", f"{share:.4f}", share >= 0.985),
            Aim("hard to place: ≥ .99 of those who could be", f"{hard:.3f}", hard >= 0.99),
        ]
    for told in found.values():
        size = f"{told['mentees']:,} by {told['mentors']:,}"
        seconds, most = told["scored"] + told["matched"], 3 if told["mentees"] <= 10_000 else 60
        aimed += [
            Aim(
                f"{size}: no two who would both gain more than 100 of 1,000, but at declared exceptions",
                f"{told['undeclared']} such pairs, {told['exceptions']} exceptions",
                told["undeclared"] == 0,
            ),
            Aim(f"{size}: ≤ {most} s, scoring included", f"{seconds:.1f} s", seconds <= most),
            Aim(f"{size}: under 2 GiB", f"{told['memory'] / 1024:.2f} GiB", told["memory"] < 2048),
        ]
    return aimed


def ways(found: Found) -> str:
    """Each way on the same people."""
    rows = ["| way | placed | weight of the optimum | hard to place | pairs who would both rather | seconds |"]
    rows.append("|---|---|---|---|---|---|")
    told = found.get("10k")
    if not told:
        return ""
    best = told["ways"]["min-cost flow"]["weight"]
    for name, label in WAYS.items():
        one = told["ways"][name]
        rows.append(
            f"| {label} | {one['coverage']:,} | {one['weight'] / best:.3f} | {one['hard']} of {told['hard']} "
            f"| {one['rather']:,} | {one['seconds']:.1f} |"
        )
    return "\n".join(rows)


def aimed_at(found: Found) -> str:
    rows = ["| aim | measured |  |", "|---|---|---|"]
    rows += [f"| {aim.what} | {aim.measured} | {'reached' if aim.reached else 'missed'} |" for aim in aims(found)]
    return "\n".join(rows)


BLOCKS: dict[str, Callable[[Found], str]] = {"ways": ways, "aims": aimed_at}


def written(text: str, found: Found) -> str:
    """The page with the tables made anew. Raises ValueError where a mark is missing."""
    for name, made in BLOCKS.items():
        block = re.compile(rf"(<!-- bench matching: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text, count = block.subn(lambda marks, made=made: f"{marks[1]}{made(found)}\n{marks[2]}", text)
        if count != 1:
            raise ValueError(f"there is no mark for {name}")
    return text
