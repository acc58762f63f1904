"""Whom the servers run as, and folders that only they can enter."""

import os
import pwd
import stat
import sys
from pathlib import Path
from typing import NamedTuple

from config.embedded.refusal import Refusal


class Owner(NamedTuple):
    """A user other than ourselves."""

    uid: int
    gid: int


def server_owner() -> Owner | None:
    """Return `nobody` where we are root (PostgreSQL refuses to be), otherwise None: the servers run as we do."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Owner(nobody.pw_uid, nobody.pw_gid)


class Room(NamedTuple):
    """A private folder: its path for us, and the name by which the server reaches it."""

    path: Path
    name: str
    handle: int | None

    @property
    def handles(self) -> list[int]:
        """Return the open files a process needs to be given so that `name` leads here."""
        return [] if self.handle is None else [self.handle]


def private_room(path: Path, owner: Owner | None) -> Room:
    """Make `path` a 0700 folder of the servers' user. Raises Refusal where it is somebody else's or cannot be made.

    A folder below a closed one (a clone in root's home, say) could not be reached by `nobody`. Its server is
    handed the open folder instead, and calls it /proc/self/fd/N.
    """
    uid = owner.uid if owner else os.geteuid()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        found = os.fstat(handle)
        if owner and found.st_uid == os.geteuid() and not any(path.iterdir()):
            os.fchown(handle, owner.uid, owner.gid)
        elif found.st_uid != uid:
            os.close(handle)
            raise Refusal(f"{path} belongs to {user_name(found.st_uid)}; {user_name(uid)} should own it.")
        if stat.S_IMODE(found.st_mode) != 0o700:
            os.fchmod(handle, 0o700)
    except OSError as error:
        raise Refusal(f"The folder {path} cannot be used: {error.strerror}.") from error
    if owner and sys.platform == "linux":
        return Room(path, f"/proc/self/fd/{handle}", handle)
    os.close(handle)
    return Room(path, str(path), None)


def user_name(uid: int) -> str:
    """Return the name of a user, or the number where it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
