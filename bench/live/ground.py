"""Where the bench stands: servers of its own, gone afterwards."""

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from config.embedded.addresses import addresses
from config.embedded.servers import Servers

ROOT = Path(__file__).resolve().parents[2]

#: A few members speak for a whole crowd here, much faster than people may (config/settings.py).
FLOODS = dict.fromkeys(
    ("LIVE_FRAMES_AT_ONCE", "LIVE_FRAMES_A_SECOND", "LIVE_POSTS_AT_ONCE", "LIVE_POSTS_A_SECOND"), "1000000"
)


class Ground(NamedTuple):
    """The folder of the servers, where they answer, and the servers themselves."""

    data_dir: Path
    database: str
    redis: str
    servers: Servers


@contextmanager
def ground() -> Iterator[Ground]:
    """Stand up PostgreSQL (durable: each commit is on the disk) and Valkey, migrated; take them down at the end."""
    data_dir = Path(tempfile.mkdtemp(prefix="cairn-bench-"))
    servers = Servers(data_dir, durable=True)
    servers.start()
    try:
        os.environ |= {"DEBUG": "true", "DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "config.settings"}
        os.environ |= FLOODS
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        where = addresses(data_dir)
        yield Ground(data_dir, where.database, where.redis, servers)
    finally:
        with suppress(Exception):
            from django.db import connections

            connections.close_all()
        servers.stop()
        shutil.rmtree(data_dir, ignore_errors=True)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: float = 30.0) -> None:
    """Return once somebody listens there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on {port}")
