"""Servers of one's own, and a process with production's settings that measures on them."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from config.embedded.addresses import addresses
from config.embedded.servers import Servers

ROOT = Path(__file__).resolve().parents[1]


def measure(module: str, *, patience: int, durable: bool = True) -> None:
    """Stand up servers, run ``module`` for ``patience`` seconds at the most, take everything down.

    ``durable``: what is written is written to the disk, as in production. Exits as the module did where it failed.
    """
    data_dir = Path(tempfile.mkdtemp(prefix="cairn-bench-"))
    servers = Servers(data_dir, durable=durable)
    servers.start()
    where = addresses(data_dir)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")} | {
        "DJANGO_SETTINGS_MODULE": "bench.pages.settings",
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": where.database,
        "REDIS_URL": where.redis,
        "SECRET_KEY": "only-for-measuring-" + "x" * 40,
        "FIELD_KEYS": "b25seS1mb3ItZGV2ZWxvcG1lbnQtYW5kLXRlc3RzISE=",
        "SITE_URL": "https://bench.example.org",
        "ALLOWED_HOSTS": "bench.example.org,127.0.0.1",
        "SECURE": "false",
        "DEBUG": "false",
        "PYTHONPATH": str(ROOT),
    }
    try:
        done = subprocess.run([sys.executable, "-m", module], cwd=ROOT, env=environment, timeout=patience)
    finally:
        servers.stop()
        shutil.rmtree(data_dir, ignore_errors=True)
    if done.returncode:
        sys.exit(done.returncode)
