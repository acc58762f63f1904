"""`make run` as an ordinary user, whose servers are theirs; else the ground is tested as whoever runs the tests."""

import os
from pathlib import Path

import pytest

from tests.harness.house import House, owner_of

# As root: become an ordinary user, who may yet read a clone and a Python that lie in root's home.
BECOME_ORDINARY = [
    "setpriv",
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
]

pytestmark = pytest.mark.timeout(300)


def test_it_runs_as_an_ordinary_user(tmp_path: Path) -> None:
    """Everything is theirs."""
    root = os.geteuid() == 0
    house = House(tmp_path / "var", BECOME_ORDINARY if root else [])
    house.data_dir.mkdir()
    if root:
        os.chown(house.data_dir, 65534, 65534)
    try:
        house.start()
        owners = {owner_of(pid) for pid in house.note()["names"].values()}
        assert owners == {65534 if root else os.geteuid()}
        assert house.stop()[0] == 0
    finally:
        house.clear()
