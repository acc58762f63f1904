"""Waiting for what happens elsewhere: in another process, thread or transaction."""

import time
from collections.abc import Callable

from django.db import connection


def until(reached: Callable[[], bool], patience: float = 90) -> None:
    """Return as soon as it is so; fail where it is not after ``patience`` seconds."""
    end = time.monotonic() + patience
    while not reached():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def waits_for_a_lock() -> bool:
    """Whether somebody in the database waits for a lock that another holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
