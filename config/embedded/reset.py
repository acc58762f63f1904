"""`make reset`: an empty house again."""

import shutil
from pathlib import Path

from config.embedded.lock import Lock
from config.embedded.orphans import end_orphans
from config.embedded.say import say

OURS = ("postgres", "valkey", "run", "log", "media", "outbox", "assets")
OUR_FILES = ("servers.json", "beat-schedule*", "lock")


def reset(data_dir: Path) -> None:
    """Remove what Cairn keeps in `data_dir`, by name: a wrong DATA_DIR loses nothing. Raises Refusal while it runs."""
    if not data_dir.is_dir():
        say(f"{data_dir} is empty.")
        return
    lock = Lock(data_dir)
    end_orphans(data_dir)
    for name in OURS:
        if (data_dir / name).is_dir() and not (data_dir / name).is_symlink():
            shutil.rmtree(data_dir / name)
    for pattern in OUR_FILES:
        for file in data_dir.glob(pattern):
            file.unlink()
    lock.release()
    if not any(data_dir.iterdir()):
        data_dir.rmdir()
    say(f"{data_dir} is empty.")
