"""A request through the WSGI handler in this very thread, its connection to the database kept."""

import gzip
import io
import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.db import connection

App = Callable[..., Any]


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Cost:
    """Median CPU of the page's own thread in milliseconds (the database's is not in it), and its statements."""

    cpu: float
    wall: float
    queries: int


@dataclass(frozen=True)
class Door:
    """A handler, and the cookie of whoever comes."""

    app: App
    cookie: str

    def get(self, url: str, accept_encoding: str = "") -> Answer:
        """Fetch a page. Raises AssertionError where the answer is not 200."""
        answer = self.ask(url, accept_encoding=accept_encoding)
        assert answer.status == 200, f"{url}: {answer.status}"
        return answer

    def post(self, url: str, said: dict[str, str]) -> Answer:
        """Send a form as the page's own would. Raises AssertionError where the answer is not a way on (302)."""
        token = self.cookie.rpartition("csrftoken=")[2]
        answer = self.ask(url, body=urlencode(said).encode(), HTTP_X_CSRFTOKEN=token)
        assert answer.status == 302, f"{url}: {answer.status}"
        return answer

    def ask(self, url: str, *, body: bytes | None = None, accept_encoding: str = "", **more: str) -> Answer:
        """Send a request."""
        path, _, query = url.partition("?")
        environ: dict[str, Any] = {
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "bench.example.org",
            "HTTP_COOKIE": self.cookie,
            "HTTP_ACCEPT_ENCODING": accept_encoding,
            "wsgi.input": io.BytesIO(body or b""),
            **more,
        }
        if body is not None:
            environ |= {
                "REQUEST_METHOD": "POST",
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_ORIGIN": "http://bench.example.org",
            }
        setup_testing_defaults(environ)
        answer = Answer()

        def start(status: str, headers: list[tuple[str, str]], *_: object) -> None:
            answer.status, answer.headers = int(status[:3]), dict(headers)

        parts = self.app(environ, start)
        try:
            answer.body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        return answer


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect the statements that Django sends."""
    said: list[str] = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield said


def statements(do: Callable[[], Any]) -> list[str]:
    """Return all that is sent to the database while something is done, BEGIN and COMMIT among them."""
    connection.ensure_connection()
    connection.queries_log.clear()
    connection.force_debug_cursor = True
    try:
        do()
    finally:
        connection.force_debug_cursor = False
    return [one["sql"] for one in connection.queries_log]


def costs(visits: dict[str, tuple[Door, str]], times: int) -> dict[str, Cost]:
    """Measure each visit, in turns, so that a busy moment of the machine meets all alike."""
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in visits}
    queries: dict[str, int] = {}
    for name, (door, url) in visits.items():
        for _ in range(3):
            door.get(url)
        with listening() as said:
            door.get(url)
        queries[name] = len(said)
    for _ in range(times):
        for name, (door, url) in visits.items():
            wall, cpu = time.perf_counter(), time.thread_time()
            door.get(url)
            spent[name].append((time.thread_time() - cpu, time.perf_counter() - wall))
    return {
        name: Cost(
            cpu=1000 * statistics.median(cpu for cpu, _ in both),
            wall=1000 * statistics.median(wall for _, wall in both),
            queries=queries[name],
        )
        for name, both in spent.items()
    }


def timed(what: dict[str, Callable[[], Any]], times: int) -> dict[str, float]:
    """Return the median CPU of each in milliseconds, done in turns."""
    spent: dict[str, list[float]] = {name: [] for name in what}
    for _ in range(times):
        for name, do in what.items():
            cpu = time.thread_time()
            do()
            spent[name].append(time.thread_time() - cpu)
    return {name: 1000 * statistics.median(some) for name, some in spent.items()}


ASSET = re.compile(r"""(?:src|href)="(/static/[^"#]+)""")
IMPORT = re.compile(rb"""(?:from|import)\s*\(?\s*["']([^"']+\.js)["']""")


def weight(door: Door, url: str) -> tuple[int, int, int]:
    """Return requests, bytes and bytes of script of a first visit, compressed, with the fonts that are preloaded.

    The page itself is pressed here as the proxy does it; everything else as the site itself sends it.
    """
    page = door.get(url)
    wanted = list(dict.fromkeys(ASSET.findall(page.body.decode())))
    sizes = {url: len(gzip.compress(page.body))}
    while wanted:
        address = wanted.pop()
        if address in sizes:
            continue
        sizes[address] = len(door.get(address, "gzip").body)
        if address.endswith(".js"):
            found = IMPORT.findall(door.get(address).body)
            wanted += [beside(address, name.decode()) for name in found]
    script = sum(size for address, size in sizes.items() if address.endswith(".js"))
    return len(sizes), sum(sizes.values()), script


def beside(address: str, name: str) -> str:
    """Return the address of a module that another imports."""
    from posixpath import dirname, join, normpath

    return name if name.startswith("/") else normpath(join(dirname(address), name))
