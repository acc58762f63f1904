"""For processes without sockets: a thread with an event loop that hands news to the channel layer."""

import asyncio
import os
import threading
import time
from typing import Any

import structlog
from channels.layers import get_channel_layer

log = structlog.get_logger(__name__)

# After a failure the layer is left alone for a while, so that a lost Redis costs a page one short wait, not each.
REST_SECONDS = 5.0
PATIENCE_SECONDS = 1.0


class Relay:
    """One a process, started at its first word; a forked child starts its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pid = 0
        self._rests_until = 0.0

    def announce(self, topic: str, news: dict[str, Any]) -> bool:
        """Send, waiting a second at most; False where nobody could be told."""
        if time.monotonic() < self._rests_until:
            return False
        sending = asyncio.run_coroutine_threadsafe(_send(topic, news), self._running_loop())
        try:
            sending.result(PATIENCE_SECONDS)
        except Exception as error:  # whatever it is: the words are stored, and whoever looks finds them
            sending.cancel()
            self._rests_until = time.monotonic() + REST_SECONDS
            log.warning("live.relay_failed", error=type(error).__name__)
            return False
        return True

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None or self._pid != os.getpid():
                self._loop, self._pid = asyncio.new_event_loop(), os.getpid()
                threading.Thread(target=self._loop.run_forever, name="live-relay", daemon=True).start()
            return self._loop


async def _send(topic: str, news: dict[str, Any]) -> None:
    await get_channel_layer().group_send(topic, {"type": "hub.news", "from": "", "news": [(topic, news)]})


relay = Relay()
