"""What only a person can mend is said in one line, and is a failure."""

import os
from pathlib import Path

import pytest

from tests.harness.house import House


def refused(house: House, **environment: str) -> str:
    """Return the one line."""
    code, said = house.attempt(**environment)
    assert code == 1
    lines = said.splitlines()
    assert len([line for line in lines if line.startswith("Cairn: ")]) == 1, said
    assert "Traceback" not in said
    return lines[-1]


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house not yet started."""
    return House(tmp_path / "var")


def test_a_data_folder_that_is_a_file(house: House) -> None:
    """A DATA_DIR that cannot be a folder."""
    house.data_dir.write_text("")
    assert "var cannot be used: File exists" in refused(house)


def test_a_broken_data_folder(house: House) -> None:
    """A folder that initdb did not make."""
    (house.data_dir / "postgres").mkdir(parents=True)
    (house.data_dir / "postgres" / "scrap").write_text("")
    assert "is broken" in refused(house)


def test_a_data_folder_of_another_version(house: House) -> None:
    """A cluster of an older PostgreSQL."""
    (house.data_dir / "postgres").mkdir(parents=True)
    (house.data_dir / "postgres" / "PG_VERSION").write_text("9\n")
    assert "was made by PostgreSQL 9" in refused(house)


def test_a_damaged_data_folder(house: House) -> None:
    """A cluster that PostgreSQL itself refuses: its own words are passed on."""
    from config.embedded.binaries import find_postgres, major_version
    from config.embedded.owner import private_room, server_owner

    version = major_version(find_postgres(server_owner()).path)
    room = private_room(house.data_dir / "postgres", server_owner())
    (room.path / "PG_VERSION").write_text(f"{version}\n")
    for handle in room.handles:
        os.close(handle)
    assert "postgres does not start" in refused(house)


def test_a_port_that_is_none(house: House) -> None:
    """A PORT that is not a number."""
    assert "PORT is to be a number" in refused(house, PORT="eighty")


def test_a_missing_setting(house: House) -> None:
    """Production without a secret key: what is missing is named."""
    assert 'Environment variable "SECRET_KEY" not set' in refused(house, DEBUG="false")


def test_a_database_that_does_not_answer(house: House) -> None:
    """A DATABASE_URL that leads nowhere; nothing is embedded instead."""
    said = refused(house, DATABASE_URL="postgres://cairn@%2Fnowhere/cairn")
    assert "The database does not answer" in said
    assert not (house.data_dir / "postgres").exists()
