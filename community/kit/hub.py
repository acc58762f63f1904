"""The hub: in each process that serves sockets, the one place where news arrives and is handed to them."""

from typing import Any


class Hub:
    def announce_from_thread(self, topic: str, news: dict[str, Any]) -> bool:
        return False


_current: Hub | None = None


def current() -> Hub | None:
    """Return the hub of this process, where it serves sockets."""
    return _current
