"""One supervised process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.embedded.owner import Owner
from config.embedded.refusal import Refusal

LEASH = Path(__file__).with_name("leash.py")


@dataclass
class Child:
    """A program in a session of its own, on a leash: it never outlives the thread that started it."""

    name: str
    program: Sequence[str]
    log: Path
    environment: Mapping[str, str] | None = None
    folder: Path = Path("/")
    owner: Owner | None = None
    handles: Sequence[int] = ()
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL
    patience: float = 5.0
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start the program, its words appended to `log`. Call it from the main thread (see leash.py)."""
        user = f"{self.owner.uid}:{self.owner.gid}" if self.owner else "-"
        leash = [sys.executable, "-I", "-S", str(LEASH), str(int(self.death_signal)), str(os.getpid()), user]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*leash, *self.program],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.environment) if self.environment is not None else None,
                cwd=self.folder,
                pass_fds=self.handles,
                start_new_session=True,
            )
        self.started = time.monotonic()

    @property
    def pid(self) -> int | None:
        """Return the process id, or None before the first start."""
        return self.process.pid if self.process else None

    @property
    def ending(self) -> int | None:
        """Return how it ended (negative: by that signal), or None while it lives."""
        return self.process.poll() if self.process else None

    @property
    def alive(self) -> bool:
        """Tell whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def wait_until(self, ready: Callable[[], bool], patience: float = 20.0) -> None:
        """Return once it is ready. Raises Refusal with its last words where it ends first, or takes too long."""
        end = time.monotonic() + patience
        while not ready():
            if not self.alive or time.monotonic() > end:
                raise Refusal(f"{self.name} does not start: {self.last_words()}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Ask it to end, wait `patience` seconds, then make it."""
        self.ask_to_stop()
        self.wait_or_kill()

    def ask_to_stop(self) -> None:
        """Send the stop signal, without waiting."""
        if self.process and self.alive:
            self.process.send_signal(self.stop_signal)

    def wait_or_kill(self) -> None:
        """Wait `patience` seconds for the end, then kill."""
        if not self.process:
            return
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def kill(self) -> None:
        """End it at once, as a crash would."""
        if self.process and self.alive:
            self.process.kill()
            self.process.wait()

    def last_words(self) -> str:
        """Return the last line of its log that says what went wrong, or simply the last one."""
        lines = [line.strip() for line in self.log.read_text(errors="replace").splitlines() if line.strip()][-40:]
        grave = [line for line in lines if any(mark in line for mark in ("FATAL", "PANIC", "Error:", "error:"))]
        return (grave or lines or ["it said nothing"])[-1]
