"""Brings the database up to date before anything uses it; skipped where nothing can have changed."""

import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path

from config.embedded.addresses import addresses
from config.embedded.child import Child
from config.embedded.done import read_done, write_done
from config.embedded.programs import manage_program
from config.embedded.refusal import Refusal
from config.embedded.say import say

ROOT = Path(__file__).resolve().parent.parent.parent


class Preparation:
    """The steps before the first request; what was done is noted in the database itself."""

    def __init__(self, data_dir: Path, environment: Mapping[str, str]) -> None:
        """Look up what was done. Raises Refusal where the database does not answer."""
        self.log, self.environment = data_dir / "log/prepare.log", environment
        self.database = environment.get("DATABASE_URL", addresses(data_dir).database)
        self.done = read_done(self.database)

    def run(self) -> None:
        """Do what is needed. Raises Refusal where a step fails."""
        self._step("migrate", digest_of_migrations(), "Preparing the database …", "--no-input")
        if wants_demo(self.environment):
            self._step("demo_week", "played", "Playing the demo week …")
        if not is_on(self.environment["DEBUG"]):
            self._step("collectstatic", str(time.time()), "Collecting static files …", "--no-input")

    def _step(self, command: str, mark: str, words: str, *options: str) -> None:
        if self.done.get(command) == mark:
            return
        say(words)
        child = Child(command, manage_program(command, *options), self.log, self.environment, ROOT)
        child.start()
        while child.alive:
            time.sleep(0.02)
        if child.ending != 0:
            raise Refusal(f"`manage.py {command}` failed: {child.last_words()} (see {self.log})")
        self.done[command] = mark
        write_done(self.database, self.done)


def wants_demo(environment: Mapping[str, str]) -> bool:
    """Tell whether the demo week shall be there: unless DEMO says no, and never outside development."""
    return is_on(environment.get("DEMO", "true")) and is_on(environment["DEBUG"])


def is_on(words: str) -> bool:
    """Read a yes or no as the settings do."""
    return words.lower() in ("1", "true", "yes", "on", "y", "t")


def digest_of_migrations() -> str:
    """Return a digest of all that decides what `migrate` would do: our migrations and our libraries."""
    digest = hashlib.sha256()
    for file in [*sorted(ROOT.glob("*/migrations/*.py")), *sorted(ROOT.glob("requirements/*.txt"))]:
        digest.update(os.fsencode(file.relative_to(ROOT)))
        digest.update(file.read_bytes())
    return digest.hexdigest()
