"""Gives the run a data folder of its own before Django's settings are read, and servers in it.

Loaded by `-p tests.harness.plugin`, earlier than any conftest. With DATABASE_URL and REDIS_URL in the
environment those servers are used instead, and nothing is started.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from config.embedded.lock import Lock
from config.embedded.refusal import Refusal
from config.embedded.servers import Servers

PREFIX = "cairn-test-"


class Ground:
    """The data folder and the servers of one test run."""

    def __init__(self) -> None:
        clear_left_behind()
        self.data_dir = Path(tempfile.mkdtemp(prefix=PREFIX))
        self.lock = Lock(self.data_dir)
        self.servers: Servers | None = None

    def stand_up(self) -> None:
        """Start what the environment does not name."""
        ours = {"postgres": "DATABASE_URL" not in os.environ, "valkey": "REDIS_URL" not in os.environ}
        self.servers = Servers(self.data_dir, durable=False, **ours)
        self.servers.start()

    def clear(self) -> None:
        """Stop the servers and remove the folder."""
        if self.servers:
            self.servers.stop()
        self.lock.release()
        shutil.rmtree(self.data_dir, ignore_errors=True)


def clear_left_behind() -> None:
    """Remove the folders of runs that were killed: nobody holds their lock."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if not (folder / "lock").exists():
            continue  # another run is just making it
        try:
            Lock(folder).release()
        except (Refusal, OSError):
            continue
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Set the environment, before pytest-django reads the settings."""
    ground = early_config.stash[GROUND] = Ground()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.harness.settings")
    os.environ["DATA_DIR"] = str(ground.data_dir)
    os.environ["DEBUG"] = "true"
    yield


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no process and no folder behind."""
    config.stash[GROUND].clear()


GROUND: pytest.StashKey[Ground] = pytest.StashKey()
