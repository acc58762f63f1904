"""A crowd of pages in one process: connects, watches, posts, counts what arrives. Prints one JSON line.

It speaks Cairn's protocol; the systems it is compared with speak the same few frames. It counts by looking for bytes,
since a crowd of a thousand hears far more than Python can parse.
"""

import asyncio
import json
import os
import resource
import sys
import time
import uuid
from typing import Any

import psutil
import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

MESSAGE = b'"type":"message"'
POSTED = b'"type":"posted"'
WORDS = "I kept walking past the old corner today and called my sister instead. " * 3


class Page(WSListener):
    """One member's page."""

    def __init__(self, crowd: "Crowd") -> None:
        self.crowd = crowd
        self.line: WSTransport | None = None
        self.watching = asyncio.Event()
        self.posts = False

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.line = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type != WSMsgType.TEXT:
            self.crowd.closed += 1
            return
        payload = frame.get_payload_as_bytes()
        crowd = self.crowd
        number = payload.count(MESSAGE)
        if number:
            crowd.delivered += number
            if crowd.timing:
                crowd.clock(payload)
        if self.posts and crowd.flat_out and (answered := payload.count(POSTED)):
            crowd.posted += answered
            for _ in range(answered):
                self.post()
        if not self.watching.is_set() and b'"watching"' in payload:
            self.watching.set()

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.crowd.gone += 1

    def send(self, frame: dict[str, Any]) -> None:
        assert self.line is not None
        self.line.send(WSMsgType.TEXT, json.dumps(frame).encode())

    def post(self) -> None:
        """Say 200 characters with the time in them."""
        body = f"Since @{time.monotonic():.6f}@ {WORDS}"[:200]
        self.send(
            {"type": "post", "conversation": self.crowd.conversation, "client_id": str(uuid.uuid4()), "body": body}
        )


class Crowd:
    """All pages, and the counts."""

    def __init__(self, url: str, conversation: int, server: int) -> None:
        self.url, self.conversation = url, conversation
        self.server = psutil.Process(server)
        self.pages: list[Page] = []
        self.delivered = self.posted = self.closed = self.gone = 0
        self.flat_out = self.timing = False
        self.delays: list[float] = []

    def clock(self, payload: bytes) -> None:
        """Note how long ago the last message in the frame was said."""
        start = payload.rindex(b"@", 0, payload.rindex(b"@")) + 1
        said_at = float(payload[start : payload.index(b"@", start)])
        self.delays.append(time.monotonic() - said_at)

    async def open(self, cookies: list[str]) -> float:
        """Connect one page a cookie and watch; return the seconds it took."""
        began = time.monotonic()
        for start in range(0, len(cookies), 50):
            await asyncio.gather(*(self._open_one(cookie) for cookie in cookies[start : start + 50]))
        for page in self.pages:
            await asyncio.wait_for(page.watching.wait(), 60)
        return time.monotonic() - began

    async def _open_one(self, cookie: str) -> None:
        headers = {"Cookie": cookie, "Origin": self.url}
        address = self.url.replace("http:", "ws:") + "/ws/"
        _, page = await ws_connect(lambda: Page(self), address, extra_headers=headers, websocket_handshake_timeout=60)
        self.pages.append(page)
        page.send({"type": "watch", "conversation": self.conversation})

    async def run_flat_out(self, seconds: float, senders: int, window: int) -> dict[str, float]:
        """Keep `window` posts of each sender under way; return what a second holds."""
        self.flat_out = True
        for page in self.pages[:senders]:
            page.posts = True
            for _ in range(window):
                page.post()
        await asyncio.sleep(1.0)
        before, posted, cpu, began = self.delivered, self.posted, self._cpu(), time.monotonic()
        await asyncio.sleep(seconds)
        passed = time.monotonic() - began
        delivered = self.delivered - before
        result = {
            "deliveries": delivered / passed,
            "messages": (self.posted - posted) / passed,
            "cpu": (self._cpu() - cpu) / max(delivered, 1) * 1e6,
        }
        self.flat_out = False
        await asyncio.sleep(1.0)
        return result

    async def run_steady(self, seconds: float, rate: float) -> dict[str, float]:
        """Post so many a second, by changing members; return delays and the server's time a delivery."""
        self.timing = True
        before, cpu = self.delivered, self._cpu()
        number = int(seconds * rate)
        began = time.monotonic()
        for n in range(number):
            await asyncio.sleep(max(0.0, began + n / rate - time.monotonic()))
            self.pages[n % len(self.pages)].post()
        await asyncio.sleep(1.0)
        self.timing = False
        delivered = self.delivered - before
        delays = sorted(self.delays) or [float("nan")]
        return {
            "cpu": (self._cpu() - cpu) / max(delivered, 1) * 1e6,
            "p50": delays[len(delays) // 2] * 1000,
            "p99": delays[int(len(delays) * 0.99)] * 1000,
            "missing": number * len(self.pages) - delivered,
        }

    def _cpu(self) -> float:
        times = self.server.cpu_times()
        return float(times.user + times.system)


async def main(asked: dict[str, Any]) -> dict[str, Any]:
    """Do what was asked for and return the figures."""
    crowd = Crowd(asked["url"], asked["conversation"], asked["server"])
    await crowd.open(asked["cookies"][:1])  # what is loaded at the first page is not a member's
    before = crowd.server.memory_info().rss
    figures: dict[str, Any] = {"opened_in": await crowd.open(asked["cookies"][1:])}
    await asyncio.sleep(1.0)
    figures["memory"] = (crowd.server.memory_info().rss - before) / max(len(asked["cookies"]) - 1, 1) / 1024
    if asked.get("steady"):
        figures["steady"] = await crowd.run_steady(**asked["steady"])
    if asked.get("flat_out"):
        figures["flat_out"] = await crowd.run_flat_out(**asked["flat_out"])
    figures["gone"] = crowd.gone
    figures["memory_after"] = crowd.server.memory_info().rss / 1024 / 1024
    return figures


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    found = uvloop.run(main(json.load(sys.stdin)))
    print(json.dumps(found), flush=True)
    os._exit(0)
