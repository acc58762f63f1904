"""What the members talk in: two sites on one pair of servers, and a hand that kills one part after the other."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.live.ground import ROOT, Ground, free_port
from config.embedded.child import Child
from config.embedded.keep import Kept
from config.embedded.programs import site_program, worker_program


class House:
    """The parts that run, each kept running."""

    def __init__(self, here: Ground) -> None:
        self.sites = [free_port(), free_port()]
        environment = os.environ | {"DATABASE_URL": here.database, "REDIS_URL": here.redis}
        log = here.data_dir / "log"
        ours = [self._child(f"site {n}", site_program(port), log, environment) for n, port in enumerate(self.sites, 1)]
        ours.append(self._child("worker", worker_program(), log, environment))
        self.kept = {child.name: Kept(child) for child in [*ours, *here.servers.children]}
        self.ours = ours
        self.killed: dict[str, int] = {}

    def _child(self, name: str, program: list[str], log: Path, environment: dict[str, str]) -> Child:
        return Child(name, program, log / f"{name.replace(' ', '-')}.log", environment, ROOT)

    def urls(self) -> list[str]:
        """Return the addresses of both sites."""
        return [f"http://127.0.0.1:{port}" for port in self.sites]

    async def keep(self) -> None:
        """Start again whatever ends, for ever. Runs in the main thread, on which the leashes hang."""
        while True:
            for kept in self.kept.values():
                kept.look(all_ready=True)
            await asyncio.sleep(0.1)

    async def pull_down(self, every: float) -> None:
        """Kill one part after the other, for ever."""
        while True:
            for name, kept in self.kept.items():
                await asyncio.sleep(every)
                kept.child.kill()
                self.killed[name] = self.killed.get(name, 0) + 1

    def memory(self) -> list[float]:
        """Return each site's memory, in MiB."""
        return [
            psutil.Process(self.kept[name].child.pid).memory_info().rss / 2**20
            for name in ("site 1", "site 2")
            if self.kept[name].child.alive
        ]


@contextmanager
def house(here: Ground) -> Iterator[House]:
    """Stand it up, and take it down at the end."""
    standing = House(here)
    for child in standing.ours:
        child.start()
    try:
        yield standing
    finally:
        for child in standing.ours:
            child.ask_to_stop()
        for child in standing.ours:
            child.wait_or_kill()
