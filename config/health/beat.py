"""Beat's own sign of life, given in its own loop: a stuck loop gives none."""

from typing import Any

from celery.beat import PersistentScheduler

from config.health.pulse import give_sign


class BeatingScheduler(PersistentScheduler):
    """Celery's scheduler; with `beat_max_loop_interval` at the pulse's EVERY it ticks often enough."""

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        """Ring what is due, and say that we live."""
        give_sign("beat")
        return super().tick(*args, **kwargs)
