"""What a scene is played on: people, systems that serve them, and a crowd that goes there."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import psutil

from bench.live import systems
from bench.live.ground import ROOT, Ground
from bench.live.sizes import Sizes
from bench.live.systems import LIMIT, Served

if TYPE_CHECKING:
    from bench.live.people import People, Talk

#: How long memory is left to settle after all have come in.
SETTLE_SECONDS = 1.0

#: `ask("say", number=1)` lets the crowd do something and returns what came of it (``crowd.py``).
Ask = Callable[..., dict[str, Any]]


class Stage:
    """One run's."""

    def __init__(
        self, ground: Ground, sizes: Sizes, people: "People", compared: Sequence[str] = systems.SYSTEMS
    ) -> None:
        self.ground, self.sizes, self.people = ground, sizes, people
        self.compared = compared
        #: How busy others kept the machine, in percent, each time before something was measured.
        self.others: list[float] = []

    def systems(self, *but: str) -> list[str]:
        """Return what is compared, but these."""
        return [system for system in self.compared if system not in but]

    def serving(self, system: str, processes: int = 1) -> AbstractContextManager[list[Served]]:
        """Start a system, and stop it at the end."""
        self.others.append(psutil.cpu_percent(interval=1.0))
        return systems.serving(system, self.ground, processes)

    @contextmanager
    def crowd(self, system: str, served: list[Served], talks: "list[Talk]") -> Iterator[Ask]:
        """Let everybody in these conversations have a page, in turns on each process; yield how to ask them."""
        stored = self.stored(system, talks)
        seats: list[dict[str, Any]] = []
        for row in zip_longest(*([(talk.conversation, cookie) for cookie in talk.cookies] for talk in talks)):
            for conversation, cookie in filter(None, row):
                server = len(seats) % len(served)
                since = stored.get(str(conversation))
                seat = {"url": served[server].url, "server": server, "conversation": conversation, "cookie": cookie}
                seats.append(seat | {"since": since})
        program = [sys.executable, "-m", "bench.live.crowd"]
        process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True)
        try:
            yield self._asking(process, {"seats": seats, "servers": [one.pid for one in served]})
        finally:
            process.kill()
            process.communicate()

    def open(self, ask: Ask) -> dict[str, Any]:
        """Let everybody come in."""
        return ask("open", settle=self._settle)

    def come_and_go(self, ask: Ask, times: int) -> dict[str, Any]:
        """Let everybody leave and come back so many times."""
        return ask("return", times=times, settle=self._settle)

    @property
    def _settle(self) -> float:
        return min(SETTLE_SECONDS, self.sizes.hold_seconds)

    def account(self, system: str, ask: Ask, talks: "list[Talk]", before: dict[str, int]) -> dict[str, Any]:
        """Let every page compare what it has heard with what was stored since ``before``."""
        now = self.stored(system, talks)
        return ask("account", stored={number: now[number] - before[number] for number in now})

    def stored(self, system: str, talks: "list[Talk]") -> dict[str, int]:
        """Return how much is stored in each conversation; nothing for the limit, which does not number."""
        from bench.live.people import heads

        return {} if system == LIMIT else {str(number): head for number, head in heads(talks).items()}

    def _asking(self, process: subprocess.Popen[str], first: dict[str, Any]) -> Ask:
        assert process.stdin is not None
        assert process.stdout is not None
        to, back = process.stdin, process.stdout
        to.write(json.dumps(first) + "\n")

        def ask(act: str, **details: Any) -> dict[str, Any]:
            to.write(json.dumps([act, details]) + "\n")
            to.flush()
            answer = back.readline()
            if not answer:
                raise RuntimeError(f"The crowd broke off at {act}.")
            found: dict[str, Any] = json.loads(answer)
            return found

        return ask
