"""Servers of a test's own, which it may kill, stop and start again."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection

from config.embedded.addresses import POSTGRES_DATABASE, POSTGRES_USER
from config.embedded.child import Child
from config.embedded.owner import server_owner
from config.embedded.postgres import Postgres
from config.embedded.valkey import Valkey
from tests.harness.plugin import copy_folder


class OwnServer:
    """One server in a folder of its own, with nothing in it yet. Start it from the main thread."""

    server: Postgres | Valkey
    child: Child

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="cairn-own-"))
        self.folder.chmod(0o755)  # the server may be another user's
        self.place = self.folder / "run"

    def start(self) -> None:
        """Start it and return once it answers."""
        self.begin()
        self.child.wait_until(self.server.answers, patience=30)

    def begin(self) -> None:
        """Start it, without waiting."""
        self.child = self.server.start()

    def kill(self) -> None:
        """End it, hard."""
        self.child.kill()

    def freeze(self) -> None:
        """Let it answer nobody, and refuse nobody either."""
        assert self.child.pid
        os.kill(self.child.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self.child.pid
        os.kill(self.child.pid, signal.SIGCONT)

    def clear(self) -> None:
        """Leave nothing behind."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class OwnValkey(OwnServer):
    """A Valkey."""

    def __init__(self) -> None:
        super().__init__()
        self.server = Valkey(self.folder / "data", self.place, self.folder / "log", server_owner(), durable=False)
        self.url = f"unix://{self.place}/valkey.sock"


class OwnPostgres(OwnServer):
    """A PostgreSQL with an empty, migrated database; each commit is on the disk, as in life."""

    def __init__(self, remembered: Path) -> None:
        """``remembered``: a data folder to copy (``plugin.Ground.remembered``); without it, one is made."""
        super().__init__()
        data = self.folder / "data"
        self.is_copy = remembered.is_dir()
        if self.is_copy:
            copy_folder(remembered, data)
        self.name = str(connection.settings_dict["NAME"]) if self.is_copy else POSTGRES_DATABASE
        self.server = Postgres(data, self.place, self.folder / "log", server_owner(), durable=True)
        self.url = f"postgres://{POSTGRES_USER}@{quote(str(self.place), safe='')}/{self.name}"

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Let the models of this thread lie in it, instead of in the run's database."""
        before = dict(connection.settings_dict)
        here = {"HOST": str(self.place), "PORT": "", "USER": POSTGRES_USER, "PASSWORD": "", "NAME": self.name}
        connection.close()
        connection.settings_dict |= here
        try:
            if not self.is_copy:
                call_command("migrate", verbosity=0)
            yield
        finally:
            connection.close()
            connection.settings_dict |= before
