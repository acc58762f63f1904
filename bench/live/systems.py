"""What is compared: how each is started."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench.live.ground import ROOT, Ground, free_port, wait_for

UVICORN = [sys.executable, *["-m", "uvicorn", "--host", "127.0.0.1", "--no-access-log", "--log-level", "warning"]]
SERVERS_CORE = 0


def programs(ground: Ground, port: int) -> dict[str, list[str]]:
    """Return the command line of each system."""
    return {
        "Cairn": [
            *UVICORN,
            f"--port={port}",
            "--ws=community.kit.live_protocol:LiveProtocol",
            "config.asgi:application",
        ],
        "Cairn, plain ASGI": [*UVICORN, f"--port={port}", "config.asgi:application"],
        "stock Channels": [*UVICORN, f"--port={port}", "bench.live.stock.asgi:application"],
        "limit": [sys.executable, "-m", "bench.live.limit", str(port)],
    }


@contextmanager
def serving(name: str, ground: Ground) -> Iterator[tuple[str, int]]:
    """Start a system on a core of its own; yield its address and process id."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "SITE_URL": url,
        "BENCH_DSN": ground.database,
        "PYTHONPATH": str(ROOT),
        "LOG_LEVEL": "WARNING",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(programs(ground, port)[name], cwd=ROOT, env=environment, preexec_fn=_on_its_core)
    try:
        wait_for(port)
        yield url, process.pid
    finally:
        process.kill()
        process.wait()


def _on_its_core() -> None:
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {SERVERS_CORE})


def keep_off_its_core() -> None:
    """Let everything else (this process and those it starts) run on the other cores."""
    cores = set(range(os.cpu_count() or 1)) - {SERVERS_CORE}
    if cores:
        os.sched_setaffinity(0, cores)
