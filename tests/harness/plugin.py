"""Gives the run a data folder of its own before Django's settings are read, and servers in it.

Loaded by `-p tests.harness.plugin`, earlier than any conftest. With DATABASE_URL and REDIS_URL in the
environment those servers are used instead, and nothing is started.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from config.embedded.lock import Lock
from config.embedded.prepare import ROOT, digest_of_migrations
from config.embedded.refusal import Refusal
from config.embedded.servers import Servers

PREFIX = "cairn-test-"
REMEMBERED = "cairn-empty-"


class Ground:
    """The data folder and the servers of one test run."""

    def __init__(self) -> None:
        clear_left_behind()
        self.data_dir = Path(tempfile.mkdtemp(prefix=PREFIX))
        self.lock = Lock(self.data_dir)
        self.postgres = Servers(self.data_dir, valkey=False, durable=False, postgres="DATABASE_URL" not in os.environ)
        self.valkey = Servers(self.data_dir, postgres=False, durable=False, valkey="REDIS_URL" not in os.environ)
        self.remembered = remembered_database()
        self.has_database = False

    def stand_up(self) -> None:
        """Start what the environment does not name; the database of an earlier run is taken over where it fits."""
        if self.postgres.servers and self.remembered.is_dir():
            copy_folder(self.remembered, self.data_dir / "postgres")
            self.has_database = True
        self.valkey.start()
        self.postgres.start()

    def remember_database(self) -> None:
        """Keep the empty, migrated database for the next run. Nobody may be connected."""
        if self.has_database or not self.postgres.servers:
            return
        self.postgres.stop()
        half = Path(tempfile.mkdtemp(prefix=f"{REMEMBERED}half-"))
        copy_folder(self.data_dir / "postgres", half / "postgres")
        for older in sorted(half.parent.glob(f"{REMEMBERED}*"), key=lambda folder: folder.stat().st_mtime)[:-4]:
            shutil.rmtree(older, ignore_errors=True)
        try:
            half.rename(self.remembered.parent)
        except OSError:  # another run was quicker
            shutil.rmtree(half)
        self.postgres = Servers(self.data_dir, valkey=False, durable=False)
        self.postgres.start()

    def clear(self) -> None:
        """Stop the servers and remove the folder."""
        self.postgres.stop()
        self.valkey.stop()
        self.lock.release()
        shutil.rmtree(self.data_dir, ignore_errors=True)


def remembered_database() -> Path:
    """Return where a database of just these migrations, libraries and settings would be kept."""
    digest = hashlib.sha256(digest_of_migrations().encode())
    digest.update((ROOT / "config/settings.py").read_bytes())
    digest.update(str(os.geteuid()).encode())
    return Path(tempfile.gettempdir()) / f"{REMEMBERED}{digest.hexdigest()[:16]}" / "postgres"


def copy_folder(source: Path, target: Path) -> None:
    """Copy with owners and modes, which PostgreSQL looks at."""
    subprocess.run(["cp", "-a", source, target], check=True)


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
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.harness.settings"
    os.environ["DATA_DIR"] = str(ground.data_dir)
    os.environ["DEBUG"] = "true"
    yield


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no process and no folder behind."""
    config.stash[GROUND].clear()


GROUND: pytest.StashKey[Ground] = pytest.StashKey()
