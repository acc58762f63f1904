"""A thread that gathers: what arrives while it works is its next portion. With a database connection of its own."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

import psycopg2
import structlog
from django.db import connections
from psycopg2.extensions import connection as Connection

log = structlog.get_logger(__name__)

Item = TypeVar("Item")

LARGEST_PORTION = 512
#: How the engine's connections are known in `pg_stat_activity`.
APPLICATION_NAME = "cairn live"


class OwnConnection:
    """A connection outside Django's per-request ones: no query log, opened again where the server went away."""

    def __init__(self, prepare: str = "") -> None:
        """``prepare``: statements to run on each new connection."""
        self._connection: Connection | None = None
        self._prepare = prepare

    def get(self) -> Connection:
        """Return the open connection, each statement its own transaction. Raises OperationalError without a server."""
        if self._connection is None or self._connection.closed:
            maker = connections.create_connection("default")
            parameters = maker.get_connection_params()
            parameters.pop("cursor_factory", None)
            parameters["application_name"] = APPLICATION_NAME
            self._connection = psycopg2.connect(**parameters)
            self._connection.autocommit = True
            with self._connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '3s'; SET statement_timeout = '10s'; SET TIME ZONE 'UTC'")
                if self._prepare:
                    cursor.execute(self._prepare)
        return self._connection

    def drop(self) -> None:
        """Close it; the next one is a new one."""
        if self._connection is not None:
            with suppress(psycopg2.Error):
                self._connection.close()
            self._connection = None


class Gatherer(Generic[Item]):
    """Takes items one by one, works on them by the portion, in a thread of its own."""

    def __init__(self, name: str, work: Callable[[OwnConnection, list[Item]], None], prepare: str = "") -> None:
        """Start the thread. ``work`` answers for every item it is given, whatever happens."""
        self._prepare = prepare
        self._work = work
        self._queue: SimpleQueue[Item | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, item: Item) -> None:
        """Hand over an item, from any thread."""
        self._queue.put(item)

    def stop(self) -> None:
        """Let the thread end after what it has."""
        self._queue.put(None)

    def _run(self) -> None:
        own = OwnConnection(self._prepare)
        while True:
            portion = self._next_portion()
            if not portion:
                own.drop()
                return
            try:
                self._work(own, portion)
            except Exception:
                log.exception("live.gatherer_failed", name=self._thread.name)
                own.drop()
                time.sleep(0.1)

    def _next_portion(self) -> list[Item]:
        first = self._queue.get()
        portion: list[Any] = [first]
        while portion[-1] is not None and len(portion) < LARGEST_PORTION:
            try:
                portion.append(self._queue.get_nowait())
            except Empty:
                break
        if portion[-1] is None:
            portion.pop()
            self._queue.put(None)  # what was before it first, then the end
        return portion
