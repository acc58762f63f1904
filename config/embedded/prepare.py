"""Brings the database up to date before anything uses it; skipped where nothing can have changed."""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from pathlib import Path

from config.embedded.child import Child
from config.embedded.programs import manage_program
from config.embedded.refusal import Refusal
from config.embedded.say import say

ROOT = Path(__file__).resolve().parent.parent.parent


class Preparation:
    """The steps before the first request, and a note of those done with this data folder."""

    def __init__(self, data_dir: Path, environment: Mapping[str, str], *, ours: bool) -> None:
        """`ours` tells that the database lives in the data folder, so that the note there can be believed."""
        self.note, self.log, self.environment = data_dir / "prepared.json", data_dir / "log/prepare.log", environment
        self.done: dict[str, str] = self._read() if ours else {}

    def run(self) -> None:
        """Do what is needed. Raises Refusal where a step fails."""
        self._step("migrate", digest_of_migrations(), "Preparing the database …", "--no-input")
        if wants_demo(self.environment) and any(ROOT.glob("*/management/commands/demo_week.py")):
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
        self.note.write_text(json.dumps(self.done))

    def _read(self) -> dict[str, str]:
        try:
            return dict(json.loads(self.note.read_text()))
        except (OSError, ValueError):
            return {}


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
