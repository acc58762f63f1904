"""What was done to a database is known by the database."""

import os
from collections.abc import Iterator

import psycopg2
import pytest

from config.embedded.addresses import addresses
from config.embedded.done import read_done, write_done
from config.embedded.refusal import Refusal


@pytest.fixture
def database(servers: None) -> Iterator[str]:
    """A database with an awkward name."""
    ours = os.environ.get("DATABASE_URL", addresses(os.environ["DATA_DIR"]).database).rsplit("/", 1)[0]
    connection = psycopg2.connect(f"{ours}/postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute('CREATE DATABASE "Noted-1"')
        yield f"{ours}/Noted-1"
        cursor.execute('DROP DATABASE "Noted-1"')
    connection.close()


def test_what_was_written_is_read(database: str) -> None:
    """Nothing at first."""
    assert read_done(database) == {}
    write_done(database, {"migrate": "a digest", "demo_week": "it's played"})
    assert read_done(database) == {"migrate": "a digest", "demo_week": "it's played"}


@pytest.mark.parametrize("comment", ["the house's own", "[]", "{"])
def test_somebody_elses_comment_is_no_note(database: str, comment: str) -> None:
    """The steps are then done again."""
    connection = psycopg2.connect(database)
    with connection, connection.cursor() as cursor:
        cursor.execute('COMMENT ON DATABASE "Noted-1" IS %s', [comment])
    connection.close()
    assert read_done(database) == {}


def test_a_database_that_is_not_there(database: str) -> None:
    """Is refused in one line; a note to it is not worth an error."""
    with pytest.raises(Refusal, match="The database does not answer"):
        read_done(f"{database}-not")
    write_done(f"{database}-not", {})


def test_an_address_that_only_django_reads() -> None:
    """Has no note."""
    assert read_done("psql://cairn/cairn") == {}
