"""How pages are served: requests a second of Cairn's door beside Django's own ASGI handler, both in uvicorn."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SECONDS = 2.5
SENDERS = 8
#: Persistent connections leak under Django's ASGI handler until PostgreSQL refuses: there, one a request.
DOORS = {
    "Cairn's door (WSGI threads in uvicorn)": ("config.asgi:application", {}),
    "Django's ASGI handler in uvicorn": ("bench.pages.plain_asgi:application", {"DATABASE_MAX_AGE": "0"}),
}


def served(cookie: str, page: str) -> str:
    """Return the table: each door with a page of one query, and with a thread."""
    lines = ["| served by | one query, requests/s | a thread, requests/s |", "|---|---|---|"]
    for name, (door, extra) in DOORS.items():
        with serving(door, extra) as port:
            figures = [rate(port, url, cookie) for url in ("/floor/one/", page)]
        lines.append(f"| {name} | {figures[0]:,.0f} | {figures[1]:,.0f} |")
    return "\n".join(lines)


@contextmanager
def serving(door: str, extra: dict[str, str]) -> Iterator[int]:
    """Start uvicorn on one core; yield its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = [sys.executable, *["-m", "uvicorn", "--host", "127.0.0.1", "--no-access-log", "--log-level", "error"]]
    process = subprocess.Popen([*words, f"--port={port}", door], env=os.environ | extra)
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def rate(port: int, url: str, cookie: str) -> float:
    """Return requests a second while eight ask without pause."""
    counts = [0] * SENDERS
    end = time.monotonic() + 0.5 + SECONDS
    begin = end - SECONDS

    def ask(who: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        while (now := time.monotonic()) < end:
            line.request("GET", url, headers={"Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200, f"{url}: {answer.status}"
            counts[who] += now >= begin

    askers = [threading.Thread(target=ask, args=(who,)) for who in range(SENDERS)]
    for one in askers:
        one.start()
    for one in askers:
        one.join()
    return sum(counts) / SECONDS
