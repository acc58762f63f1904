"""PostgreSQL on a unix socket, in a folder of its own."""

import contextlib
import locale
import os
import shutil
import signal
from pathlib import Path

import psycopg2

from config.embedded.addresses import POSTGRES_DATABASE, POSTGRES_USER
from config.embedded.binaries import find_postgres, major_version
from config.embedded.child import Child
from config.embedded.owner import Owner, Room, private_room
from config.embedded.refusal import Refusal

ALWAYS = {
    "listen_addresses": "",  # no TCP port: whoever may enter the folder may come in
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For databases that nobody will miss. https://www.postgresql.org/docs/current/non-durability.html
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "2GB"}


class Postgres:
    """The server of one data folder. `durable=False` is for tests: fast, and lost in a power cut."""

    title = "PostgreSQL"

    def __init__(self, folder: Path, sockets: Path, log: Path, owner: Owner | None, *, durable: bool = True) -> None:
        self.folder, self.sockets, self.log, self.owner, self.durable = folder, sockets, log, owner, durable
        self.program, self.source = find_postgres(owner)

    def start(self) -> Child:
        """Start the server, first making its data folder where there is none. Raises Refusal where that fails."""
        sockets = private_room(self.sockets, self.owner)
        if not self.folder.exists():
            self._make_data_folder()
        self._check_data_folder()
        data = private_room(self.folder, self.owner)
        settings = ALWAYS | ({} if self.durable else FORGETFUL) | {"unix_socket_directories": sockets.name}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        child = Child(
            name="postgres",
            program=[str(self.program), "-D", data.name, "-p", "5432", *options],
            log=self.log,
            environment=_environment(),
            owner=self.owner,
            handles=[*sockets.handles, *data.handles],
            stop_signal=signal.SIGINT,  # the "fast" shutdown: sessions are ended, nothing is lost
            death_signal=signal.SIGINT,
            patience=15,
        )
        child.start()
        return child

    def answers(self) -> bool:
        """Tell whether the server takes connections yet; our database is made where it is missing."""
        try:
            connection = psycopg2.connect(host=str(self.sockets), user=POSTGRES_USER, dbname="postgres")
        except psycopg2.OperationalError:
            return False
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [POSTGRES_DATABASE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {POSTGRES_DATABASE}")
        connection.close()
        return True

    def _make_data_folder(self) -> None:
        """Run initdb beside the folder and give it its name last, so that a half made one is never taken for whole."""
        for left_behind in self.folder.parent.glob(f"{self.folder.name}.half-*"):
            shutil.rmtree(left_behind)
        half = private_room(self.folder.with_name(f"{self.folder.name}.half-{os.getpid()}"), self.owner)
        maker = Child(
            name="initdb",
            program=[str(self.program.with_name("initdb")), "-D", half.name, *self._shape()],
            log=self.log,
            environment=_environment(),
            owner=self.owner,
            handles=half.handles,
            patience=60,
        )
        maker.start()
        maker.wait_or_kill()
        if maker.ending != 0:
            raise Refusal(f"PostgreSQL could not make its folder {self.folder}: {maker.last_words()}")
        half.path.rename(self.folder)
        _close(half)

    def _shape(self) -> list[str]:
        """Return initdb's options: text in UTF-8, sorted the same on every system."""
        if major_version(self.program) >= 17:
            words = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--lc-ctype={_letters()}"]
        else:
            words = ["--lc-collate=C", f"--lc-ctype={_letters()}"]
        haste = [] if self.durable else ["--no-sync"]
        return ["--username", POSTGRES_USER, "--auth=trust", "--encoding=UTF8", *words, *haste]

    def _check_data_folder(self) -> None:
        try:
            made_by = (self.folder / "PG_VERSION").read_text().strip()
        except OSError as error:
            raise Refusal(
                f"{self.folder} is broken ({error.strerror}: PG_VERSION); `make reset` starts anew."
            ) from error
        if made_by != str(major_version(self.program)):
            ours = f"PostgreSQL {major_version(self.program)} ({self.source})"
            raise Refusal(f"{self.folder} was made by PostgreSQL {made_by}, here is {ours}; `make reset` starts anew.")


def _environment() -> dict[str, str]:
    """Return our environment without what would steer PostgreSQL elsewhere (PGPORT, PGDATA …)."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def _letters() -> str:
    """Return the system's name for "letters as Unicode has them", which word splitting and trigrams go by."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "UTF-8", "en_US.UTF-8"):
            with contextlib.suppress(locale.Error):
                return locale.setlocale(locale.LC_CTYPE, name)
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def _close(room: Room) -> None:
    for handle in room.handles:
        os.close(handle)
