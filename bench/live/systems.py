"""What is compared: how each is started, on a core of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench.live.ground import FLOODS, ROOT, Ground, free_port, wait_for

CAIRN, LIMIT, STOCK = "Cairn", "limit", "stock Channels"
SYSTEMS = (LIMIT, CAIRN, STOCK)

UVICORN = [sys.executable, *["-m", "uvicorn", "--host", "127.0.0.1", "--no-access-log", "--log-level", "warning"]]
SERVERS_CORE = 0


def program(system: str, port: int) -> list[str]:
    """Return the command line of a system."""
    return {
        CAIRN: [
            *UVICORN,
            f"--port={port}",
            "--ws=community.kit.live_protocol:LiveProtocol",
            "config.asgi:application",
        ],
        STOCK: [*UVICORN, f"--port={port}", "bench.live.stock.asgi:application"],
        LIMIT: [sys.executable, "-m", "bench.live.limit", str(port)],
    }[system]


class Served:
    """One process of a system. It may be killed and started again; the address stays."""

    def __init__(self, system: str, ground: Ground) -> None:
        self.system, self.ground, self.port = system, ground, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Return the process's id. Call it while it runs."""
        assert self.process is not None
        return self.process.pid

    def start(self) -> None:
        """Start it and return once it listens."""
        self.begin()
        self.wait()

    def begin(self) -> None:
        """Start it, without waiting."""
        environment = os.environ | {
            "SITE_URL": self.url,
            "DATABASE_URL": self.ground.database,
            "REDIS_URL": self.ground.redis,
            "PYTHONPATH": str(ROOT),
            "LOG_LEVEL": "WARNING",
            **FLOODS,
        }
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.process = subprocess.Popen(
            program(self.system, self.port), cwd=ROOT, env=environment, preexec_fn=_on_its_core
        )

    def wait(self) -> None:
        """Return once it listens."""
        wait_for(self.port)

    def kill(self) -> None:
        """End it at once."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(system: str, ground: Ground, processes: int = 1) -> Iterator[list[Served]]:
    """Start so many processes of a system, all on the servers' core; gone at the end."""
    started = [Served(system, ground) for _ in range(processes)]
    try:
        for one in started:
            one.start()
        yield started
    finally:
        for one in started:
            one.kill()


def _on_its_core() -> None:
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {SERVERS_CORE})


def keep_off_its_core() -> None:
    """Let everything else (this process and those it starts) run on the other cores."""
    cores = set(range(os.cpu_count() or 1)) - {SERVERS_CORE}
    if cores:
        os.sched_setaffinity(0, cores)
