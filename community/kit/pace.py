"""Pace: so much at once, so much a second in the long run."""

import threading
import time

#: Beyond so many people, those who have been quiet long enough are forgotten.
MOST_KNOWN = 10_000


class Allowance:
    """What one may still do: ``at_once``, filled up again by ``a_second``. For one thread."""

    __slots__ = ("_a_second", "_at_once", "_filled_at", "_left")

    def __init__(self, at_once: float, a_second: float) -> None:
        self._at_once, self._a_second = at_once, a_second
        self._left = at_once
        self._filled_at = time.monotonic()

    def take(self) -> bool:
        """Take one. False where none is left."""
        if self._left < 1:
            self._fill()
            if self._left < 1:
                return False
        self._left -= 1
        return True

    def is_full(self) -> bool:
        """Tell whether all of it is there again."""
        self._fill()
        return self._left >= self._at_once

    def _fill(self) -> None:
        now = time.monotonic()
        self._left = min(self._at_once, self._left + (now - self._filled_at) * self._a_second)
        self._filled_at = now


class Pace:
    """An allowance for each of many (members, by their id), from any thread.

    It lives in this process alone, so that it needs no server: with N processes somebody may do up to N times as much.
    """

    def __init__(self, at_once: float, a_second: float) -> None:
        self._at_once, self._a_second = at_once, a_second
        self._lock = threading.Lock()
        self._known: dict[int, Allowance] = {}

    def take(self, who: int) -> bool:
        """Take one for this one. False where they must wait."""
        with self._lock:
            allowance = self._known.get(who)
            if allowance is None:
                if len(self._known) >= MOST_KNOWN:
                    self._known = {one: left for one, left in self._known.items() if not left.is_full()}
                allowance = self._known[who] = Allowance(self._at_once, self._a_second)
            return allowance.take()
