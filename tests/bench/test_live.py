"""The live bench counts right: every scene is played with a few people, on real processes. Nothing is timed."""

import contextlib
import importlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from bench.__main__ import asked
from bench.live.aims import aims
from bench.live.figures import Figures
from bench.live.ground import Ground
from bench.live.people import People
from bench.live.run import PARTS
from bench.live.sizes import FEW_UNDER_WAY, MANY_UNDER_WAY, SMALL
from bench.live.stage import Stage
from bench.live.systems import CAIRN, LIMIT, STOCK, SYSTEMS, Served
from bench.live.tables import BLOCKS
from config.embedded.addresses import addresses
from config.embedded.servers import Servers
from tests.harness.processes import environment


class Kept(Stage):
    """A stage whose systems run on from scene to scene."""

    running: dict[tuple[str, int], Served]

    @contextlib.contextmanager
    def serving(self, system: str, processes: int = 1) -> Iterator[list[Served]]:  # type: ignore[override]
        self.others.append(0.0)
        yield [self.running[system, number] for number in range(processes)]


@pytest.fixture(scope="module")
def ground(django_db_setup: None) -> Iterator[Ground]:
    """The test run's servers."""
    data_dir = Path(os.environ["DATA_DIR"])
    redis = os.environ.get("REDIS_URL", addresses(data_dir).redis)
    here = Ground(data_dir, environment()["DATABASE_URL"], redis, Servers(data_dir, postgres=False, valkey=False))
    yield here
    with contextlib.closing(psycopg2.connect(here.database)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_said")


@pytest.fixture(scope="module")
def running(ground: Ground) -> Iterator[dict[tuple[str, int], Served]]:
    """One limit, two of each of the others, started side by side."""
    started = {(system, n): Served(system, ground) for system in SYSTEMS for n in range(1 if system == LIMIT else 2)}
    try:
        for one in started.values():
            one.begin()
        for one in started.values():
            one.wait()
        yield started
    finally:
        for one in started.values():
            one.kill()


@pytest.fixture
def stage(start_site: Any, ground: Ground, running: dict[tuple[str, int], Served]) -> Kept:
    """A stage on the test database. (`start_site` is asked for because tests with processes come last.)"""
    made = Kept(ground, SMALL, People())
    made.running = running
    return made


def play(stage: Stage, part: str) -> dict[str, Any]:
    """Play a scene, and return what it found as it is kept."""
    found = importlib.import_module(f"bench.live.scenes.{part}").play(stage)
    return json.loads(json.dumps(found))


def kept_every_promise(account: dict[str, Any], members: int) -> None:
    """Everyone is there, and has heard everything that was stored once, in its order."""
    assert account["watching"] == members
    assert account["stored"] >= account["acknowledged"] > 0
    assert account["errors"] == account["refused"] == {}
    for what in ("missing", "doubled", "disordered", "gone", "unanswered"):
        assert account[what] == 0, what


def test_a_room_flat_out_each_system_in_turn(stage: Kept) -> None:
    found = play(stage, "rooms")["6"]
    for system, windows in ((LIMIT, [256]), (CAIRN, [16, 256]), (STOCK, [16])):
        account = found[system]["account"]
        assert account["watching"] == 6, system
        assert account["deliveries"] + account["missing"] == 6 * account["stored"], system
        assert account["stored"] == account["acknowledged"], system
        assert all(found[system][str(window)]["messages"] > 0 for window in windows), system
        assert found[system]["steady"]["p50_ms"] > 0, system
    kept_every_promise(found[CAIRN]["account"], 6)
    kept_every_promise(found[LIMIT]["account"], 6)


@pytest.mark.parametrize(("part", "members"), [("many", 12), ("pairs", 8)])
def test_several_conversations_at_once(stage: Kept, part: str, members: int) -> None:
    stage.compared = [CAIRN]
    account = play(stage, part)[CAIRN]["account"]
    kept_every_promise(account, members)
    assert account["deliveries"] == account["stored"] * (4 if part == "many" else 2)


def test_a_delivery_s_cost_is_that_of_the_messages_asked_for(stage: Kept) -> None:
    stage.compared = [CAIRN]
    for size, found in play(stage, "cost").items():
        kept_every_promise(found[CAIRN]["account"], int(size))
        assert found[CAIRN]["account"]["stored"] == int(SMALL.steady_seconds * SMALL.rate)
        assert found[CAIRN]["steady"]["cpu_us"] > 0


def test_who_comes_and_goes_is_there_at_the_end(stage: Kept) -> None:
    stage.compared = [CAIRN]
    found = play(stage, "idle")
    assert found[CAIRN]["watching"] == found["return"]["watching"] == SMALL.idle
    assert found["return"]["gone"] == 0
    assert found["return"]["errors"] == {}


def test_many_sockets_hear_their_own_room_only(stage: Kept) -> None:
    found = play(stage, "sockets")
    kept_every_promise(found["account"], 24)
    assert found["account"]["stored"] == 4 * 4
    assert found["account"]["deliveries"] == 4 * 4 * 6


def test_who_comes_back_hears_what_was_missed(stage: Kept) -> None:
    """Also from a process that was killed; and what is said meanwhile, once."""
    found = play(stage, "storm")
    kept_every_promise(found["account"], 16)
    assert found["account"]["stored"] == 2 * SMALL.missed + found["account"]["acknowledged"]
    assert found["account"]["deliveries"] == 16 * found["account"]["stored"]
    assert found["broken"]["watching"] == found["killed"]["watching"] == 16


def test_deliveries_across_processes_are_counted(stage: Kept) -> None:
    found = play(stage, "processes")["6"]
    kept_every_promise(found[CAIRN]["account"], 6)
    for system in (CAIRN, STOCK):  # three members here, three there: half of what is heard came from the other
        account = found[system]["account"]
        assert account["across"] == 3 * account["stored"], system


def test_an_account_shows_what_went_wrong(stage: Kept) -> None:
    """Numbers that nobody heard are missing; a page whose line is gone does not watch."""
    talks = stage.people.talks(1, 3)
    before = stage.stored(CAIRN, talks)
    with stage.serving(CAIRN) as served, stage.crowd(CAIRN, served, talks) as ask:
        stage.open(ask)
        ask("say", number=2)
        pretended = {number: head - 5 for number, head in before.items()}
        assert stage.account(CAIRN, ask, talks, pretended)["missing"] == 3 * 5
        ask("leave")
        assert stage.account(CAIRN, ask, talks, before)["watching"] == 0


def account(**wrong: int) -> dict[str, Any]:
    """Return an account in which all is well, but this."""
    names = ("missing", "doubled", "disordered", "gone", "unanswered")
    counts = dict.fromkeys(names, 0) | {"acknowledged": 9, "stored": 9, "deliveries": 900, "across": 450}
    return {**counts, "watching": 100, "errors": {}, "refused": {}, **wrong}


def made_up(cairn: float = 4_000.0, **wrong: int) -> Figures:
    """Return figures of every part, without measuring."""
    flat = {
        system: {
            "steady": {"cpu_us": cost, "p50_ms": 4.0, "p99_ms": 12.0},
            str(MANY_UNDER_WAY): {"deliveries": speed * 2, "messages": speed},
            str(FEW_UNDER_WAY): {"deliveries": speed, "messages": speed / 2},
            "account": account(**wrong),
        }
        for system, speed, cost in ((LIMIT, 1_000.0, 10.0), (CAIRN, cairn, 20.0), (STOCK, 50.0, 200.0))
    }
    waiting = {system: {"kib": 24.0} for system in SYSTEMS}
    back = {"seconds": 2.0, "cpu_ms": 1.5, "errors": {}, "gone": 0, "refused": {}, "unanswered": 0}
    figures = Figures(
        machine={"processor": "P", "cores": 2, "gib": 8, "system": "S", "python": "3", "database": "D"},
    )
    cheaper = [{system: {"steady": {"cpu_us": cost}} for system in (LIMIT, CAIRN)} for cost in (90.0, 20.0, 9.0)]
    for part, found in {
        "rooms": {"100": flat, "1000": flat},
        "many": {"rooms": 20, "size": 50} | flat,
        "pairs": {"pairs": 500} | flat,
        "cost": dict(zip(("10", "100", "1000"), cheaper, strict=True)),
        "idle": {"size": 1_000, "return": back | {"times": 5, "grown_mib": 1.0}} | waiting,
        "sockets": {
            "size": 100,
            "rooms": 1,
            "open": {"seconds": 1.0, "cpu_ms": 2.0, "kib": 28.0},
            "hold": {"seconds": 40.0, "cpu_percent": 3.0},
            "account": account(**wrong),
        },
        "storm": {"size": 100, "missed": 50, "broken": back, "killed": back, "account": account(**wrong)},
        "processes": {"100": flat},
    }.items():
        figures.put(part, found, [7.0])
    assert set(figures.parts) == set(PARTS)
    return figures


def test_the_tables_say_what_was_measured() -> None:
    text = "\n".join(made(made_up()) for made in BLOCKS.values())
    assert "| Cairn | 256 | 8,000 | 8,000 | 8,000 | 4,000 | 0 |" in text
    assert "| **Cairn / stock Channels** | 16 / 16 | **80 times** |" in text
    assert "not idle" in text
    assert "**not reached**" not in text


def test_an_aim_that_is_missed_is_said_so() -> None:
    slow = {aim.what: aim for aim in aims(made_up(cairn=100.0))}
    assert not slow["a room of 100: ≥ 20 times stock Channels"].reached
    lossy = {aim.what: aim for aim in aims(made_up(missing=3, watching=99))}
    assert "3 lost, 1 not watching" in lossy["100 sockets on one process without an error"].measured
    assert sum(not aim.reached for aim in lossy.values()) == 3


def test_what_was_not_measured_is_left_out() -> None:
    assert aims(Figures()) == []
    assert all(isinstance(made(Figures()), str) for made in BLOCKS.values())


def test_parts_are_asked_for_by_name() -> None:
    assert asked(["live", "pairs", "storm", "pages"]) == {"live": ["pairs", "storm"], "pages": []}
    with pytest.raises(ValueError, match="never-was"):
        asked(["live", "never-was"])
