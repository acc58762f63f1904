"""Both servers of a data folder, as one."""

import contextlib
from pathlib import Path

from config.embedded.addresses import addresses
from config.embedded.child import Child
from config.embedded.owner import server_owner
from config.embedded.postgres import Postgres
from config.embedded.refusal import Refusal
from config.embedded.valkey import Valkey


class Servers:
    """PostgreSQL and Valkey below one data folder. Start them from the main thread (see leash.py)."""

    def __init__(self, data_dir: Path, *, postgres: bool = True, valkey: bool = True, durable: bool = True) -> None:
        """Find the programs and make the folders. Raises Refusal where that fails."""
        owner = server_owner()
        log = log_folder(data_dir)
        sockets = self.sockets = addresses(data_dir).folder
        self.servers: list[Postgres | Valkey] = []
        if valkey:
            self.servers.append(Valkey(data_dir / "valkey", sockets, log / "valkey.log", owner, durable=durable))
        if postgres:
            self.servers.append(Postgres(data_dir / "postgres", sockets, log / "postgres.log", owner, durable=durable))
        self.children: list[Child] = []

    def start(self) -> None:
        """Start them and return once they answer. Raises Refusal, with nothing left running, otherwise."""
        try:
            for server in self.servers:
                self.children.append(server.start())
            for child, server in zip(self.children, self.servers, strict=True):
                child.wait_until(server.answers)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop them, orderly."""
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.wait_or_kill()
        with contextlib.suppress(OSError):
            self.sockets.rmdir()  # it may lie outside the data folder

    def sources(self) -> str:
        """Return, in words, which servers are used."""
        return ", ".join(f"{server.title} from {server.source}" for server in self.servers) or "Servers from outside"


def log_folder(data_dir: Path) -> Path:
    """Return `data_dir/log`, made where it is missing. Raises Refusal where that cannot be."""
    try:
        (data_dir / "log").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"The data folder {data_dir} cannot be used: {error.strerror}.") from error
    return data_dir / "log"
