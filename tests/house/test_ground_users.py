"""`make run` as root, whose servers are nobody's, and as an ordinary user, whose servers are theirs."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.harness.house import House

# An ordinary user who may still read a clone and a Python in root's home, where the tests may have been started.
ORDINARY = [
    "setpriv",
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
]
USERS = {"root": [], "ordinary": ORDINARY} if os.geteuid() == 0 else {"ordinary": []}


@pytest.mark.parametrize("prefix", USERS.values(), ids=USERS.keys())
def test_it_runs_as(prefix: Sequence[str], tmp_path: Path) -> None:
    """PostgreSQL never runs as root, and can always reach its folder."""
    house = House(tmp_path / "var", prefix)
    house.data_dir.mkdir()
    if prefix:
        os.chown(house.data_dir, 65534, 65534)
    house.start()
    names = house.note()["names"]
    assert owner_of(names["postgres"]) == owner_of(names["valkey"]) != 0
    assert owner_of(names["web"]) == (65534 if prefix else os.geteuid())
    assert house.stop()[0] == 0


def owner_of(pid: int) -> int:
    """Return whom a process runs as."""
    shown = subprocess.run(["ps", "-o", "uid=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(shown.stdout)
