"""A crowd of pages in one process: each line of its input is something to do, each line of its output what came of it.

It speaks Cairn's protocol; the systems it is compared with speak the same few frames. The first line are the seats, a
page each.
"""

import asyncio
import json
import os
import resource
import sys
import time
from collections import Counter
from contextlib import suppress
from typing import Any

import psutil
import uvloop
from picows import ws_connect

from bench.live.page import Heard, Page

#: So many come in at once, unless all do.
IN_STEP = 50
PATIENCE_SECONDS = 60.0
#: For so long nothing must arrive until nothing is expected any more.
SHORT_STILLNESS, LONG_STILLNESS = 1.0, 3.0


class Crowd:
    """All pages, and the counts."""

    def __init__(self, seats: list[dict[str, Any]], servers: list[int]) -> None:
        self.pages = [Page(self, n, seat) for n, seat in enumerate(seats)]
        self.servers = servers
        self.errors: Counter[str] = Counter()
        self.delivered = self.gone = self.reloads = self.under_way = 0
        self.refused: Counter[str] = Counter()  # by code
        self.acknowledged: Counter[int] = Counter()  # by conversation
        self.by_server: Counter[int] = Counter()
        self.flat_out = 0  # so many posts under way
        self.timing = self.leaving = False
        self.delays: list[float] = []

    # What pages report

    def answered(self, page: Page, heard: Heard) -> None:
        """Note answers to a page's posts."""
        self.under_way -= heard.posted + len(heard.refused)
        self.refused.update(heard.refused)
        self.acknowledged[page.conversation] += heard.posted
        self.by_server[page.server] += heard.posted
        page.owes += heard.posted

    def go_on(self, page: Page) -> None:
        """Flat out, a page says as much again as was answered, once it has heard what was.

        An answer alone does not mean that anybody was told: a system that answers early would only fill its queues.
        """
        if self.acknowledged[page.conversation] - page.heard < self.flat_out:
            while page.owes:
                page.owes -= 1
                page.post()

    def clock(self, payload: bytes) -> None:
        """Note how long ago the last message in the frame was said."""
        start = payload.rindex(b"=", 0, payload.rindex(b"=")) + 1
        said_at = float(payload[start : payload.index(b"=", start)])
        self.delays.append(time.monotonic() - said_at)

    # What is asked for

    async def run_open(self, settle: float) -> dict[str, Any]:
        """Let all come in and watch: what it takes, and the server's memory for each but the first."""
        await self._come(self.pages[:1], again=False, at_once=False)  # what is loaded for the first is not a member's
        memory, cpu = self._memory(), self._cpu()
        took = await self._come(self.pages[1:], again=False, at_once=False)
        cpu = self._cpu() - cpu
        await asyncio.sleep(settle)
        others = max(len(self.pages) - 1, 1)
        memory = self._memory() - memory
        return {"seconds": took, "cpu_ms": cpu / others * 1e3, "kib": memory / others / 1024, **self._state()}

    async def run_flat_out(self, seconds: float, senders: int, under_way: int) -> dict[str, Any]:
        """Keep so many posts under way, of so many senders; return what a second holds."""
        speaking = self.pages[:senders]
        for page in self.pages:
            page.posts, page.owes = page.number < senders, 0
        self.flat_out = under_way
        for n in range(under_way):
            speaking[n % len(speaking)].post()
        await asyncio.sleep(min(1.0, seconds))
        before, posted, cpu, began = self.delivered, self.acknowledged.total(), self._cpu(), time.monotonic()
        await asyncio.sleep(seconds)
        passed = time.monotonic() - began
        delivered = self.delivered - before
        result = {
            "deliveries": delivered / passed,
            "messages": (self.acknowledged.total() - posted) / passed,
            "cpu_us": (self._cpu() - cpu) / max(delivered, 1) * 1e6,
        }
        self.flat_out = 0
        await self._rest()
        return result

    async def run_steady(self, seconds: float, rate: float) -> dict[str, Any]:
        """Post so many a second, by changing members; return delays and the server's time a delivery."""
        self.timing = True
        before, cpu = self.delivered, self._cpu()
        number = max(int(seconds * rate), 1)
        began = time.monotonic()
        for n in range(number):
            await asyncio.sleep(max(0.0, began + n / rate - time.monotonic()))
            self.pages[n % len(self.pages)].post()
        await self._rest()
        self.timing = False
        delays = sorted(self.delays) or [float("nan")]
        return {
            "cpu_us": (self._cpu() - cpu) / max(self.delivered - before, 1) * 1e6,
            "p50_ms": delays[len(delays) // 2] * 1000,
            "p99_ms": delays[int(len(delays) * 0.99)] * 1000,
        }

    async def run_hold(self, seconds: float) -> dict[str, Any]:
        """Only stay."""
        cpu = self._cpu()
        await asyncio.sleep(seconds)
        return {"cpu_percent": (self._cpu() - cpu) / seconds * 100, **self._state()}

    async def run_say(self, number: int) -> dict[str, Any]:
        """Let one page of each conversation say so much; return once all is answered and heard."""
        for page in {page.conversation: page for page in self.pages}.values():
            for _ in range(number):
                page.post()
        await self._rest()
        return self._state()

    async def run_leave(self) -> dict[str, Any]:
        """Let all lines break at once."""
        self.leaving = True
        for page in self.pages:
            if page.line is not None:
                page.line.disconnect(graceful=False)
        until = time.monotonic() + PATIENCE_SECONDS
        while any(page.line is not None for page in self.pages) and time.monotonic() < until:
            await asyncio.sleep(0.01)
        self.leaving = False
        return self._state()

    async def run_come_back(self, speak_every: int) -> dict[str, Any]:
        """Let all come back at once with ``since``; every so manyth speaks as soon as it is back."""
        cpu = self._cpu()
        took = await self._come(self.pages, again=True, at_once=True, speak_every=speak_every)
        cpu = self._cpu() - cpu
        await self._rest(caught_up=True)
        return {"seconds": took, "cpu_ms": cpu / len(self.pages) * 1e3, **self._state()}

    async def run_return(self, times: int, settle: float) -> dict[str, Any]:
        """Let all leave and come back so many times; return by how much the server's memory grew."""
        before = self._memory()
        for _ in range(times):
            await self.run_leave()
            await self._come(self.pages, again=False, at_once=False)
            await asyncio.sleep(settle)
        return {"times": times, "grown_mib": (self._memory() - before) / 2**20, **self._state()}

    async def run_servers(self, servers: list[int]) -> dict[str, Any]:
        """Measure other processes from now on."""
        self.servers = servers
        return {}

    async def run_account(self, stored: dict[str, int]) -> dict[str, Any]:
        """Compare what every page has heard with how much is stored in its conversation, or was acknowledged."""
        due = {int(conversation): number for conversation, number in stored.items()} or self.acknowledged
        missing = sum(due[page.conversation] - page.heard for page in self.pages)
        where = Counter((page.conversation, page.server) for page in self.pages)
        return {
            "acknowledged": self.acknowledged.total(),
            "stored": sum(due.values()),
            "deliveries": sum(page.heard for page in self.pages),
            "across": self._across(where),
            "missing": missing,
            "doubled": sum(page.doubled for page in self.pages),
            "disordered": sum(page.disordered for page in self.pages),
            **self._state(),
        }

    def _across(self, where: Counter[tuple[int, int]]) -> int:
        """Return how many deliveries went from one process to another, where all is in one conversation."""
        if len({conversation for conversation, _ in where}) != 1:
            return 0
        return sum(
            said * number
            for said_on, said in self.by_server.items()
            for (_, heard_on), number in where.items()
            if heard_on != said_on
        )

    # Within

    async def _come(self, pages: list[Page], *, again: bool, at_once: bool, speak_every: int = 0) -> float:
        """Connect and watch; return the seconds until the last one has caught up."""
        began = time.monotonic()
        step = len(pages) if at_once else IN_STEP
        for start in range(0, len(pages), step or 1):
            some = pages[start : start + step]
            await asyncio.gather(*(self._come_one(page, again, speak_every) for page in some))
        return max((page.watching_at for page in pages), default=began) - began

    async def _come_one(self, page: Page, again: bool, speak_every: int) -> None:
        headers = {"Cookie": page.cookie, "Origin": page.url}
        address = page.url.replace("http:", "ws:") + "/ws/"
        try:
            await ws_connect(lambda: page, address, extra_headers=headers, websocket_handshake_timeout=PATIENCE_SECONDS)
        except Exception as error:
            self.errors[type(error).__name__] += 1
            return
        page.settled.clear()
        page.watch(again=again)
        with suppress(TimeoutError):
            await asyncio.wait_for(page.settled.wait(), PATIENCE_SECONDS)
        if not page.watches:
            self.errors["not watching"] += 1
        elif speak_every and page.number % speak_every == 0:
            page.post()

    async def _rest(self, *, caught_up: bool = False) -> None:
        """Return when everything is answered and heard by everybody, or nothing more has arrived for long.

        ``caught_up``: more is heard than was said here, so that only the stillness tells.
        """
        members = Counter(page.conversation for page in self.pages)
        end = time.monotonic() + PATIENCE_SECONDS / 2
        before, since = -1, time.monotonic()
        while (now := time.monotonic()) < end and now - since < (SHORT_STILLNESS if caught_up else LONG_STILLNESS):
            due = sum(number * members[conversation] for conversation, number in self.acknowledged.items())
            if not caught_up and self.under_way == 0 and self.delivered >= due:
                return
            if self.delivered != before or self.under_way:
                before, since = self.delivered, now
            await asyncio.sleep(0.05)

    def _state(self) -> dict[str, Any]:
        return {
            "watching": sum(page.watches for page in self.pages),
            "gone": self.gone,
            "errors": dict(self.errors),
            "refused": dict(self.refused),
            "unanswered": self.under_way,
            "reloads": self.reloads,
        }

    def _memory(self) -> int:
        return sum(int(psutil.Process(server).memory_info().rss) for server in self.servers)

    def _cpu(self) -> float:
        return sum(_cpu_seconds(server) for server in self.servers)


def _cpu_seconds(process: int) -> float:
    """Return how long a process has computed: to the nanosecond where the system has such a clock for others."""
    try:
        return time.clock_gettime(~process << 3 | 2)  # Linux: the clock of another process, CPUCLOCK_SCHED
    except OSError:
        times = psutil.Process(process).cpu_times()
        return float(times.user + times.system)


async def main() -> None:
    """Do what the input says, line by line, until it ends."""
    loop = asyncio.get_running_loop()
    first = json.loads(sys.stdin.readline())
    crowd = Crowd(first["seats"], first["servers"])
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        act, details = json.loads(line)
        found = await getattr(crowd, f"run_{act}")(**details)
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    uvloop.run(main())
    os._exit(0)
