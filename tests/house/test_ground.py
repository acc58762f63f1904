"""`make run`, pulled down part by part: one story, told in order, with one house."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from config.embedded.addresses import addresses
from tests.harness.house import COMMAND, House, alive, descendants, owner_of
from tests.harness.processes import ROOT

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A house that runs, in a folder closed to everyone else."""
    folder = Path(tempfile.mkdtemp(prefix="cairn-house-"))
    house = House(folder / "var")
    try:
        house.start()
        yield house
    finally:
        house.clear()
        shutil.rmtree(folder)


def ask(house: House, statement: str) -> list[tuple[object, ...]]:
    """Put a statement to the house's database."""
    connection = psycopg2.connect(addresses(house.data_dir).database)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found = cursor.fetchall() if cursor.description else []
    connection.close()
    return found


def test_a_person_reads_where_it_runs(house: House) -> None:
    """The terminal names servers and address, and every part is there."""
    assert "PostgreSQL from " in house.said()
    assert "Valkey from " in house.said()
    assert house.readiness() == {"ready": True, "database": "ok", "redis": "ok", "worker": "ok", "beat": "ok"}


def test_the_servers_are_never_roots(house: House) -> None:
    """Where we are root they are nobody's, although the folder above them is closed to nobody."""
    names = house.note()["names"]
    mine = os.geteuid()
    assert owner_of(names["postgres"]) == owner_of(names["valkey"]) == (mine or 65534)
    assert owner_of(names["web"]) == mine


def test_nothing_but_the_site_has_a_port(house: House) -> None:
    """The servers are reached through a closed folder alone."""
    assert ask(house, "SHOW listen_addresses") == [("",)]
    assert addresses(house.data_dir).folder.stat().st_mode & 0o777 == 0o700
    assert (house.data_dir / "postgres").stat().st_mode & 0o777 == 0o700


def test_text_sorts_the_same_everywhere(house: House) -> None:
    """The builtin locale: UTF-8, and letters beyond ASCII are letters."""
    assert ask(house, "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'cairn'") == [("b", "C.UTF-8")]
    assert ask(house, "SELECT upper('straße ünï')") == [("STRASSE ÜNÏ",)] or ask(house, "SELECT upper('ünï')") == [
        ("ÜNÏ",)
    ]


def test_a_second_one_is_refused(house: House) -> None:
    """Same folder: one line that says who has it."""
    code, said = house.attempt(PORT="1")
    assert code != 0
    assert said.count("\n") == 1
    assert f"Already running with {house.data_dir}" in said
    assert f"http://127.0.0.1:{house.port}/" in said


def test_a_taken_port_is_refused(house: House, tmp_path: Path) -> None:
    """Another folder, same port: one line that says what to do; nothing is left behind."""
    code, said = house.attempt(DATA_DIR=str(tmp_path / "var"))
    assert code != 0
    assert said.count("\n") == 1
    assert f"Port {house.port} is taken" in said
    assert not (tmp_path / "var" / "postgres").exists()


def test_who_has_gone_is_named_and_comes_back(house: House) -> None:
    """Stopped dead, so that nobody notices but /readyz; then killed, so that the supervisor does."""
    pids = {name: int(house.note()["names"][name]) for name in ("worker", "beat")}
    os.kill(pids["worker"], signal.SIGSTOP)
    time.sleep(3)
    os.kill(pids["beat"], signal.SIGSTOP)
    house.wait_for(lambda: house.readiness().get("worker") == "gone", 30)
    assert house.readiness() == {"ready": False, "database": "ok", "redis": "ok", "worker": "gone", "beat": "ok"}
    house.wait_for(lambda: house.readiness().get("beat") == "gone", 30)
    for pid in pids.values():
        os.kill(pid, signal.SIGKILL)
    house.wait_for(house.is_ready, 60)
    for name, pid in pids.items():
        assert f"{name} was ended by SIGKILL; starting it again" in house.said()
        assert house.note()["names"][name] != pid


@pytest.mark.parametrize("name", ["web", "valkey", "postgres"])
def test_who_is_killed_comes_back(house: House, name: str) -> None:
    """A part that dies is started again, and the rest finds it."""
    pid = house.kill(name)
    house.wait_for(lambda: house.note()["names"][name] != pid, 30)
    house.wait_for(house.is_ready, 60)
    assert f"{name} was ended by SIGKILL; starting it again" in house.said()


def test_kill_9_leaves_nobody_and_nothing_is_lost(house: House) -> None:
    """The supervisor is killed: all below it go at once. The next start is quick, and has the data."""
    ask(house, "CREATE TABLE kept AS SELECT 'still here' AS words")
    assert house.process
    below = descendants(house.process.pid)
    assert len(below) >= 5
    house.process.kill()
    house.process.wait()
    end = time.monotonic() + 20
    while alive(below):
        assert time.monotonic() < end, alive(below)
        time.sleep(0.05)
    seconds = house.start()
    assert ask(house, "SELECT words FROM kept") == [("still here",)]
    assert "Preparing the database" not in house.said()
    assert seconds < 60  # alone on a machine it takes four; the figure is measured by `make bench`, not here


def test_ctrl_c_ends_it_orderly(house: House) -> None:
    """Everyone is gone after a few seconds, and that is no failure."""
    assert house.process
    below = descendants(house.process.pid)
    code, seconds = house.stop()
    assert code == 0
    assert not alive(below)
    assert seconds < 20
    log = (house.data_dir / "log" / "postgres.log").read_text()
    assert log.rstrip().endswith("database system is shut down")


def test_reset_empties_it_and_spares_the_rest(house: House) -> None:
    """Only what Cairn made is removed."""
    (house.data_dir / "mine.txt").write_text("not Cairn's")
    subprocess.run([*COMMAND[:-1], "reset"], cwd=ROOT, env=house.environment(), check=True, capture_output=True)
    assert [file.name for file in house.data_dir.iterdir()] == ["mine.txt"]
