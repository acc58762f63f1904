"""Waiting for what happens elsewhere: in another process, thread or transaction."""

import threading
import time
from collections.abc import Callable
from typing import Any

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


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Make these calls in threads that begin at the same moment, each with a connection of its own.

    What each gave or raised, in order.
    """
    barrier = threading.Barrier(len(calls))
    gave: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            barrier.wait(30)
            gave[place] = call()
        except Exception as raised:  # the test looks at it
            gave[place] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return gave
