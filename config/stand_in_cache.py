"""The cache in Redis, and one in memory that stands in for it while Redis is gone.

What lies in the cache may be lost: limits of how often something may be tried, above all. While Redis is gone each
process counts for itself, rather than that nobody can sign in.
"""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

# After a failure Redis is left alone for a while, so that a lost one costs a page one short wait, not each.
REST_SECONDS = 5.0
_rests_until = 0.0


class StandInCache(RedisCache):
    """Does what is asked in Redis, or else here."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        without = {name: value for name, value in params.items() if name != "OPTIONS"}
        self._here = LocMemCache("stand-in", without)

    def _either(self, name: str, *args: Any, **kwargs: Any) -> Any:
        global _rests_until
        if time.monotonic() >= _rests_until:
            asked: Callable[..., Any] = getattr(super(), name)
            try:
                return asked(*args, **kwargs)
            except (RedisError, OSError) as error:
                _rests_until = time.monotonic() + REST_SECONDS
                log.warning("cache.lost", error=type(error).__name__)
        return getattr(self._here, name)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("delete", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("get_many", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("delete_many", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("has_key", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("incr", *args, **kwargs)

    def clear(self) -> Any:
        self._here.clear()
        return self._either("clear")
