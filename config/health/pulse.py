"""Signs of life, kept in Redis, that fade by themselves."""

import logging
from typing import Literal

from django.core.cache import caches
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

Who = Literal["worker", "beat"]

#: Seconds between two signs, and how long one is believed: whoever dies is missed within EVERY + FADES.
EVERY = 2
FADES = 7


def give_sign(who: Who) -> None:
    """Say that `who` lives. Where Redis is gone this is only logged: the work itself must not end for it."""
    try:
        caches["pulse"].set(f"pulse:{who}", 1, timeout=FADES)
    except (RedisError, OSError):
        log.warning("The pulse of %s could not be written.", who)


def has_sign(who: Who) -> bool:
    """Tell whether `who` gave a sign of late. Raises RedisError where Redis is gone."""
    return caches["pulse"].get(f"pulse:{who}") is not None
