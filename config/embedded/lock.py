"""One supervisor a data folder."""

import fcntl
import json
import os
from pathlib import Path
from typing import Any

from config.embedded.refusal import Refusal

NOTE = "servers.json"


class Lock:
    """Held while someone supervises a data folder; the kernel lets go of it when they end, however they end."""

    def __init__(self, data_dir: Path) -> None:
        """Take the lock. Raises Refusal where another process holds it, or the folder cannot be used."""
        self.data_dir = data_dir
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            self.file = os.open(data_dir / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise Refusal(f"The data folder {data_dir} cannot be used: {error.strerror}.") from error
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self.file)
            raise Refusal(f"Already running with {data_dir}{_by_whom(data_dir)}.") from error

    def release(self) -> None:
        """Let go."""
        os.close(self.file)


def leave_note(data_dir: Path, **facts: Any) -> None:
    """Write down, for people and for the next start, what runs with a data folder."""
    half = data_dir / f"{NOTE}.half"
    half.write_text(json.dumps(facts, indent=1) + "\n")
    half.replace(data_dir / NOTE)


def read_note(data_dir: Path) -> dict[str, Any]:
    """Return what was last written down; empty where nothing was."""
    try:
        note = json.loads((data_dir / NOTE).read_text())
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def _by_whom(data_dir: Path) -> str:
    note = read_note(data_dir)
    return f" (process {note['supervisor']}, {note['url']})" if "url" in note and "supervisor" in note else ""
