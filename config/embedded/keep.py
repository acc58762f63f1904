"""Keeps a child running: when it ends, it is started again, sooner at first and later each time."""

import signal
import time
from dataclasses import dataclass

from config.embedded.child import Child
from config.embedded.refusal import Refusal
from config.embedded.say import say

LONGEST_WAIT = 30.0
LONG_LIFE = 30.0
EARLY_DEATHS = 3


@dataclass
class Kept:
    """A child that shall run."""

    child: Child
    wait: float = 0.0
    due: float | None = None
    deaths: int = 0

    def look(self, *, all_ready: bool) -> bool:
        """Start the child again when it has ended and its time has come; tell whether that was done.

        Raises Refusal where it has ended three times before everything was once ready.
        """
        if self.child.ending is None:
            return False
        now = time.monotonic()
        if self.due is None:
            self._notice(now, all_ready=all_ready)
        if self.due is None or now < self.due:
            return False
        self.due = None
        self.child.start()
        return True

    def _notice(self, now: float, *, all_ready: bool) -> None:
        self.deaths += 1
        if not all_ready and self.deaths >= EARLY_DEATHS:
            raise Refusal(f"{self.child.name} does not start: {self.child.last_words()} (see {self.child.log})")
        lived = now - self.child.started
        self.wait = 0.0 if lived > LONG_LIFE or not self.deaths else min(LONGEST_WAIT, max(0.5, self.wait * 2))
        self.due = now + self.wait
        when = f"in {self.wait:g} s" if self.wait else "now"
        say(f"{self.child.name} {in_words(self.child.ending)}; starting it again {when}.")


def in_words(ending: int | None) -> str:
    """Return how a process ended, for a person."""
    if ending is not None and ending < 0:
        return f"was ended by {signal.Signals(-ending).name}"
    return f"ended with {ending}"
