"""Where the embedded servers of a data folder listen: known from the folder's path alone, running or not."""

import hashlib
import os
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

# A socket's path must fit into sun_path (unix(7)): 104 bytes with the closing zero on macOS, 108 on Linux.
POSTGRES_SOCKET = ".s.PGSQL.5432"
LONGEST_FOLDER = 103 - len(f"/{POSTGRES_SOCKET}")
PLAIN_PATH = re.compile(r"[A-Za-z0-9._/-]+")

POSTGRES_USER = "cairn"
POSTGRES_DATABASE = "cairn"
VALKEY_SOCKET = "valkey.sock"


class Addresses(NamedTuple):
    """The folder of the sockets, and the two URLs that lead there."""

    folder: Path
    database: str
    redis: str


def addresses(data_dir: str | os.PathLike[str]) -> Addresses:
    """Return the addresses that belong to `data_dir`; nothing is started, made or looked up."""
    folder = socket_folder(data_dir)
    return Addresses(
        folder=folder,
        database=f"postgres://{POSTGRES_USER}@{quote(str(folder), safe='')}/{POSTGRES_DATABASE}",
        redis=f"unix://{folder}/{VALKEY_SOCKET}",
    )


def socket_folder(data_dir: str | os.PathLike[str]) -> Path:
    """Return `data_dir/run`, or a short folder in /tmp where that path is too long or too odd for a socket's URL."""
    inside = Path(os.path.realpath(data_dir)) / "run"
    if len(os.fsencode(inside)) <= LONGEST_FOLDER and PLAIN_PATH.fullmatch(str(inside)):
        return inside
    digest = hashlib.sha256(os.fsencode(inside)).hexdigest()[:16]
    return Path("/tmp") / f"cairn-{digest}"  # noqa: S108 - made 0700, its owner checked before use
