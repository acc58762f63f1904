"""Addresses follow from the data folder alone."""

from pathlib import Path

import dj_database_url
from redis.connection import parse_url

from config.embedded.addresses import LONGEST_FOLDER, addresses


def test_sockets_lie_in_the_data_folder(tmp_path: Path) -> None:
    """A short plain path is used as it is."""
    found = addresses("/srv/Cairn/var")
    assert found.folder == Path("/srv/Cairn/var/run")
    assert found.database == "postgres://cairn@%2Fsrv%2FCairn%2Fvar%2Frun/cairn"
    assert found.redis == "unix:///srv/Cairn/var/run/valkey.sock"


def test_django_and_redis_read_them_back() -> None:
    """Upper and lower case survive."""
    found = addresses("/srv/Cairn/var")
    database = dj_database_url.parse(found.database)
    assert (database["HOST"], database["NAME"], database["USER"]) == ("/srv/Cairn/var/run", "cairn", "cairn")
    assert parse_url(found.redis)["path"] == "/srv/Cairn/var/run/valkey.sock"


def test_a_path_too_long_for_a_socket_is_replaced() -> None:
    """The replacement is short, and another one for another folder."""
    long = "/srv/" + "x" * LONGEST_FOLDER
    assert addresses(long).folder.parent == Path("/tmp")
    assert addresses(long) == addresses(long)
    assert addresses(long).folder != addresses(long + "y").folder


def test_a_path_too_odd_for_a_url_is_replaced() -> None:
    """Spaces and the like never reach a URL."""
    assert addresses("/srv/my house").folder.parent == Path("/tmp")


def test_a_link_leads_to_the_same_place(tmp_path: Path) -> None:
    """However the folder is named, the servers are the same."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert addresses(tmp_path / "link") == addresses(tmp_path / "real")
