"""The command lines of Cairn's own processes."""

import sys

#: uvicorn's WebSocket with ready frames; elsewhere the live engine makes do with plain ASGI.
SOCKETS = "community.kit.live_protocol:LiveProtocol"


def site_program(port: int) -> list[str]:
    """Return pages and sockets in one process, listening on this machine alone."""
    words = "-m uvicorn config.asgi:application --host 127.0.0.1 --no-access-log --timeout-graceful-shutdown 1"
    live = ["--ws", "community.kit.live_protocol:LiveProtocol"]
    return [sys.executable, *words.split(), *live, "--port", str(port)]


def worker_program(name: str = "worker@cairn") -> list[str]:
    """Return a small worker: one process, its threads gone with it."""
    words = "-m celery -A config worker --pool threads --concurrency 2 --without-gossip --without-mingle"
    return [sys.executable, *words.split(), "--loglevel", "INFO", "--hostname", name]


def beat_program() -> list[str]:
    """Return the clock that rings the worker's bells."""
    return [sys.executable, "-m", "celery", "-A", "config", "beat", "--pidfile=", "--loglevel", "INFO"]


def manage_program(*words: str) -> list[str]:
    """Return a management command."""
    return [sys.executable, "manage.py", *words]
