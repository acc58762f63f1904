"""Rings for the workers. What is owed lies in the database; a ring only saves the wait for the next round."""

import os
import threading
import time

import structlog
from celery import current_app

log = structlog.get_logger(__name__)

#: After a failure the queue is left alone for a while: the next round finds what is owed.
REST_SECONDS = 5.0


def ring() -> None:
    """Ask a worker to deliver what is due now. Returns at once, also where the queue is gone or does not answer."""
    _bell.ring()


class Doorbell:
    """One a process and task: a thread that rings, so that nobody waits for the queue; a forked child has its own.

    ``after`` is how many seconds a worker waits before it begins.
    """

    def __init__(self, task: str, *, after: float = 0) -> None:
        self._task, self._after = task, after
        self._wanted = threading.Event()
        self._lock = threading.Lock()
        self._pid = 0

    def ring(self) -> None:
        """Ring soon. Rings that come while one is under way become one."""
        with self._lock:
            if self._pid != os.getpid():
                self._pid, self._wanted = os.getpid(), threading.Event()
                threading.Thread(target=self._keep_ringing, args=[self._wanted], name="doorbell", daemon=True).start()
        self._wanted.set()

    def _keep_ringing(self, wanted: threading.Event) -> None:
        while True:
            wanted.wait()
            wanted.clear()
            try:
                current_app.send_task(self._task, countdown=self._after or None, expires=60, retry=False)
            except Exception as error:  # whatever it is: beat rings too
                log.warning("doorbell.failed", error=type(error).__name__)
                time.sleep(REST_SECONDS)


_bell = Doorbell("community.notifications.deliver")
