"""Ends what an earlier supervisor left running: where the kernel holds no leash, or while it is still pulling it."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from config.embedded.lock import read_note


def end_orphans(data_dir: Path, patience: float = 10.0) -> None:
    """End, and wait for, the processes of the last note that still run. Call it with the lock held."""
    children = read_note(data_dir).get("children", {})
    left = {int(pid): str(program) for pid, program in children.items() if _is_still(int(pid), str(program))}
    for pid in left:
        _send(pid, signal.SIGINT)
    end = time.monotonic() + patience
    while left := {pid: program for pid, program in left.items() if _is_still(pid, program)}:
        if time.monotonic() > end:
            for pid in left:
                _send(pid, signal.SIGKILL)
        time.sleep(0.05)


def _is_still(pid: int, program: str) -> bool:
    """Tell whether `pid` runs `program`, and is not another process that was given the number since."""
    return program in _command_of(pid)


def _command_of(pid: int) -> str:
    """Return a process's command line; empty where there is none, or only its ending is left to be read."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    shown = subprocess.run(["/bin/ps", "-o", "stat=,args=", "-p", str(pid)], capture_output=True, text=True)
    return "" if shown.stdout.lstrip().startswith("Z") else shown.stdout


def _send(pid: int, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, what)
