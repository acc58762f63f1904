"""Real processes on the test database: sites and workers, to be killed and started again."""

import http.client
import os
import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path

from django.db import connection

from config.embedded.addresses import addresses
from config.embedded.child import Child
from config.embedded.programs import site_program, worker_program

ROOT = Path(__file__).resolve().parent.parent.parent

QUICK = {
    "LIVE_FRAMES_AT_ONCE": "4000",
    "LIVE_FRAMES_A_SECOND": "1000",
    "LIVE_POSTS_AT_ONCE": "4000",
    "LIVE_POSTS_A_SECOND": "1000",
}


class Process(Child):
    """A process of ours that a test may kill."""

    def start(self) -> None:
        """Start it and return once it can be used."""
        super().start()
        self.wait_until(self.ready, patience=30)

    def ready(self) -> bool:
        """Tell whether it does its work yet."""
        raise NotImplementedError


class Site(Process):
    """Pages and sockets, as `make run` serves them, on a port of its own that it keeps over a restart."""

    def __init__(self, number: int = 1) -> None:
        self.port = free_port()
        super().__init__(
            name=f"site {number}",
            program=site_program(self.port),
            log=Path(os.environ["DATA_DIR"]) / "log" / f"site-{number}.log",
            environment=environment() | {"SITE_URL": self.url},
            folder=ROOT,
        )

    @property
    def url(self) -> str:
        """Return its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def ready(self) -> bool:
        """Tell whether it answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False


class Worker(Process):
    """A Celery worker."""

    def ready(self) -> bool:
        """Tell whether it takes tasks."""
        return " ready." in self.log.read_text(errors="replace")


def worker_process(number: int) -> Worker:
    """Return a worker, not yet started; its log begins empty."""
    log = Path(os.environ["DATA_DIR"]) / "log" / f"worker-{number}.log"
    log.unlink(missing_ok=True)
    return Worker(
        name=f"worker {number}",
        program=worker_program(f"worker-{number}@test"),
        log=log,
        environment=environment(),
        folder=ROOT,
    )


def environment() -> dict[str, str]:
    """Return an environment in which a process finds the test database (whose name only Django knows).

    Tests say in a second what people say in an hour; what people are held to comes back where QUICK is taken out.
    """
    url = os.environ.get("DATABASE_URL", addresses(os.environ["DATA_DIR"]).database)
    name = connection.settings_dict["NAME"]
    return dict(os.environ) | {"DATABASE_URL": f"{url.rsplit('/', 1)[0]}/{name}", "PYTHONPATH": str(ROOT)} | QUICK


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Command(Process):
    """A server's own command line, its port replaced by a free one; gone at the end of a `with`."""

    def __init__(self, name: str, words: list[str], log: Path, environment: dict[str, str]) -> None:
        self.port = free_port()
        known = [f"--port={self.port}" if word.startswith("--port=") else word for word in words]
        super().__init__(
            name=name,
            program=[sys.executable, "-m", *known],
            log=log,
            environment=environment,
            folder=ROOT,
            patience=15,
        )

    def __enter__(self) -> "Command":
        """Start it."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.stop()

    def ready(self) -> bool:
        """Tell whether it answers."""
        return self.status("/healthz") == 200

    def status(self, path: str) -> int:
        """Return the status of one request, as the proxy would make it; 0 where nobody answers."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request("GET", path, headers={"Host": "community.example.org"})
            return line.getresponse().status
        except OSError:
            return 0
        finally:
            line.close()
