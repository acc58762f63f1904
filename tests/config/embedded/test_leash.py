"""A child never outlives who started it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.embedded.child import Child
from config.embedded.refusal import Refusal
from tests.harness.house import alive
from tests.harness.processes import ROOT

PARENT = """
import sys, time
from pathlib import Path
from config.embedded.child import Child
child = Child("sleeper", ["/bin/sleep", "300"], Path(sys.argv[1]))
child.start()
print(child.pid, flush=True)
time.sleep(300)
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_it_dies_with_its_parent(tmp_path: Path, ending: signal.Signals) -> None:
    """Also when the parent had no chance to say so."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "log")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    pid = int(parent.stdout.readline())
    assert alive([pid])
    parent.send_signal(ending)
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 5
    while alive([pid]):
        assert time.monotonic() < end
        time.sleep(0.02)


def test_it_is_out_of_reach_of_ctrl_c(tmp_path: Path) -> None:
    """A session of its own: the terminal's signals go to the supervisor, who stops it in turn."""
    child = Child("sleeper", ["/bin/sleep", "300"], tmp_path / "log")
    child.start()
    assert child.pid
    assert os.getsid(child.pid) == child.pid
    child.stop()
    assert child.ending == -signal.SIGTERM


def test_who_does_not_listen_is_killed(tmp_path: Path) -> None:
    """After its patience has run out."""
    words = ["/bin/sh", "-c", "trap '' TERM; echo up; while :; do sleep 0.05; done"]
    child = Child("deaf", words, tmp_path / "log", patience=0.2)
    child.start()
    child.wait_until(lambda: "up" in child.log.read_text())
    child.stop()
    assert child.ending == -signal.SIGKILL


def test_last_words_are_passed_on(tmp_path: Path) -> None:
    """The gravest of its last lines."""
    child = Child("failing", ["/bin/sh", "-c", "echo FATAL: no room; echo bye; exit 3"], tmp_path / "log")
    child.start()
    with pytest.raises(Refusal, match="failing does not start: FATAL: no room"):
        child.wait_until(lambda: False)
