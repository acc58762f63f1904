"""Small things that tests of doors share."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def door(member: Any = None) -> Client:
    """Return a browser in which this member is signed in; without one, a stranger's."""
    client = Client()
    if member is not None:
        client.force_login(member)
    return client


def queries_of(client: Client, path: str) -> int:
    """Return how many queries a page asks."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def words_of(response: Any) -> str:
    """Return a page's text."""
    return response.content.decode()
