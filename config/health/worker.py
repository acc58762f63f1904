"""The worker's sign of life, given by the timer in its own loop."""

from typing import Any

from celery import bootsteps

from config.health.pulse import EVERY, give_sign


class WorkerPulse(bootsteps.StartStopStep):
    """A step in the life of a worker (see Celery's "Extensions and Bootsteps")."""

    requires = {"celery.worker.components:Timer"}

    def start(self, worker: Any) -> None:
        """Give the first sign, and one every few seconds."""
        give_sign("worker")
        self.timer = worker.timer.call_repeatedly(EVERY, give_sign, ("worker",), priority=10)

    def stop(self, worker: Any) -> None:
        """Give no more."""
        self.timer.cancel()
