"""What the house needs to do its work, asked part by part."""

from typing import Literal, NamedTuple

from django.db import Error as DatabaseError
from django.db import connection
from redis.exceptions import RedisError

from config.health.pulse import has_sign

State = Literal["ok", "gone", "unknown"]


class Readiness(NamedTuple):
    """Each part's state."""

    database: State
    redis: State
    worker: State
    beat: State

    @property
    def complete(self) -> bool:
        """Tell whether nothing is missing."""
        return set(self) == {"ok"}


def readiness() -> Readiness:
    """Ask every part. Without Redis, through which they speak, worker and beat are unknown."""
    try:
        worker, beat = has_sign("worker"), has_sign("beat")
    except (RedisError, OSError):
        return Readiness(_database(), redis="gone", worker="unknown", beat="unknown")
    return Readiness(_database(), "ok", worker="ok" if worker else "gone", beat="ok" if beat else "gone")


def _database() -> State:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, OSError):
        return "gone"
    return "ok"
