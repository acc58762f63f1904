"""Valkey (it speaks Redis) on a unix socket, in a folder of its own."""

import socket
from pathlib import Path

from config.embedded.addresses import VALKEY_SOCKET
from config.embedded.binaries import find_valkey
from config.embedded.child import Child
from config.embedded.owner import Owner, private_room


class Valkey:
    """The server of one data folder. `durable=False` keeps nothing on disk."""

    title = "Valkey"

    def __init__(self, folder: Path, sockets: Path, log: Path, owner: Owner | None, *, durable: bool = True) -> None:
        self.folder, self.sockets, self.log, self.owner, self.durable = folder, sockets, log, owner, durable
        self.program, self.source = find_valkey(owner)

    def start(self) -> Child:
        """Start the server. Raises Refusal where its folders cannot be used."""
        sockets, data = private_room(self.sockets, self.owner), private_room(self.folder, self.owner)
        settings = {
            "port": "0",  # no TCP port
            "unixsocket": f"{sockets.name}/{VALKEY_SOCKET}",
            "unixsocketperm": "700",
            "dir": data.name,
            "save": "60 1" if self.durable else "",
            "daemonize": "no",
        }
        child = Child(
            name="valkey",
            program=[str(self.program), *(word for name, value in settings.items() for word in (f"--{name}", value))],
            log=self.log,
            owner=self.owner,
            handles=[*sockets.handles, *data.handles],
        )
        child.start()
        return child

    def answers(self) -> bool:
        """Tell whether the server is up and has loaded what it kept."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            try:
                line.connect(str(self.sockets / VALKEY_SOCKET))
                line.sendall(b"PING\r\n")
                return line.recv(64).startswith(b"+PONG")  # otherwise it is still loading
            except OSError:
                return False
