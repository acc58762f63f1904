"""A whole Cairn as `make run` starts it, for tests that pull parts of it down."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psutil

from tests.harness.processes import ROOT, free_port

# A start takes ten seconds; a machine where everyone is busy may need many more.
PATIENCE = 150
COMMAND = [sys.executable, "-m", "config.embedded", "run"]


class House:
    """One data folder and port, and the supervisor that runs there. No demo week: these tests are about the ground."""

    def __init__(self, data_dir: Path, prefix: Sequence[str] = ()) -> None:
        self.data_dir, self.port, self.prefix = data_dir, free_port(), list(prefix)
        self.output = data_dir.with_suffix(".out")
        self.process: subprocess.Popen[str] | None = None

    def environment(self) -> dict[str, str]:
        """Return an environment without the test run's own."""
        unwanted = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "SITE_URL")
        rest = {name: value for name, value in os.environ.items() if name not in unwanted}
        return rest | {"DATA_DIR": str(self.data_dir), "PORT": str(self.port), "DEMO": "0", "DEBUG": "true"}

    def start(self) -> float:
        """Start and wait for READY; return the seconds that took."""
        began = time.monotonic()
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [*self.prefix, *COMMAND], cwd=ROOT, env=self.environment(), stdout=output, stderr=subprocess.STDOUT
            )
        self.wait_for(lambda: f"READY http://127.0.0.1:{self.port}/" in self.said(), PATIENCE)
        return time.monotonic() - began

    def attempt(self, **environment: str) -> tuple[int, str]:
        """Run where that cannot work; return the exit code and all that was said."""
        tried = subprocess.run(
            [*self.prefix, *COMMAND],
            cwd=ROOT,
            env=self.environment() | environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return tried.returncode, tried.stdout + tried.stderr

    def stop(self, asking: signal.Signals = signal.SIGINT) -> tuple[int, float]:
        """Ask it to stop; return its exit code and the seconds that took."""
        assert self.process
        began = time.monotonic()
        self.process.send_signal(asking)
        return self.process.wait(30), time.monotonic() - began

    def clear(self) -> None:
        """Leave nothing running, whatever has happened."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def said(self) -> str:
        """Return what the person at the terminal has read."""
        return self.output.read_text()

    def note(self) -> dict[str, Any]:
        """Return what the supervisor wrote down."""
        return json.loads((self.data_dir / "servers.json").read_text())

    def kill(self, name: str) -> int:
        """Kill a part as a crash would; return the process id it had."""
        pid = int(self.note()["names"][name])
        os.kill(pid, signal.SIGKILL)
        return pid

    def readiness(self) -> dict[str, Any]:
        """Return what /readyz says; empty where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.load(error)
        except OSError:
            return {}

    def is_ready(self) -> bool:
        """Tell whether nothing is missing."""
        return bool(self.readiness().get("ready"))

    def wait_for(self, what: Callable[[], bool], patience: float) -> None:
        """Return once `what` holds; fails after `patience` seconds, with all that was said."""
        end = time.monotonic() + patience
        while not what():
            assert time.monotonic() < end, self.said()
            assert self.process is None or self.process.poll() is None, self.said()
            time.sleep(0.05)


def alive(pids: Sequence[int]) -> list[int]:
    """Return those processes that still run (a zombie does not)."""
    return [pid for pid in pids if psutil.pid_exists(pid) and _status(pid) not in ("", psutil.STATUS_ZOMBIE)]


def descendants(pid: int) -> list[int]:
    """Return every process below `pid`."""
    return [process.pid for process in psutil.Process(pid).children(recursive=True)]


def owner_of(pid: int) -> int:
    """Return whom a process runs as."""
    return psutil.Process(pid).uids().effective


def _status(pid: int) -> str:
    try:
        return psutil.Process(pid).status()
    except psutil.NoSuchProcess:
        return ""
