"""What an earlier supervisor left running is ended by the next: where no kernel holds a leash."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from config.embedded.lock import leave_note, read_note
from config.embedded.orphans import end_orphans


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """A process that nobody leads any more."""
    process = subprocess.Popen(["/bin/sleep", "300"])
    while not psutil.Process(process.pid).cmdline():
        time.sleep(0.01)  # it has just been born, and has no name yet
    yield process
    process.kill()
    process.wait()


def test_who_was_left_is_ended(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    """The note names the process and its program."""
    leave_note(tmp_path, children={sleeper.pid: "/bin/sleep"})
    end_orphans(tmp_path)
    assert sleeper.wait(5) != 0


def test_a_stranger_with_the_same_number_is_spared(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    """Numbers are given out again."""
    leave_note(tmp_path, children={sleeper.pid: "/usr/bin/postgres"})
    end_orphans(tmp_path)
    assert sleeper.poll() is None


@pytest.mark.parametrize("words", ["", "{", "[]", "{}"])
def test_a_broken_note_is_no_note(tmp_path: Path, words: str) -> None:
    """A note cut short by a power cut stops nothing."""
    (tmp_path / "servers.json").write_text(words)
    end_orphans(tmp_path)
    assert read_note(tmp_path) == {}
