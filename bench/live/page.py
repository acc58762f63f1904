"""One member's page in the crowd: it counts what it hears, and notices what comes twice, or out of its order.

Frames are read by looking for bytes, and the same frame once for everybody who gets it: a crowd of a thousand hears
far more than Python can parse.
"""

import asyncio
import json
import re
import time
import uuid
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from picows import WSFrame, WSListener, WSMsgType, WSTransport

if TYPE_CHECKING:
    from bench.live.crowd import Crowd

MESSAGE = re.compile(rb'"type":"message","conversation":\d+,"seq":(\d+)')
REFUSED = re.compile(rb'"type":"refused".*?"code":"(\w+)"')
WORDS = "I kept walking past the old corner today and called my sister instead. " * 3


class Heard(NamedTuple):
    """What is in a frame: the numbers of its messages, whether they follow each other, and answers."""

    seqs: tuple[int, ...]
    whole: bool
    posted: int
    refused: tuple[str, ...]
    watching: bool
    reload: bool


@lru_cache(maxsize=256)
def read(payload: bytes) -> Heard:
    """Return what is in a frame."""
    seqs = tuple(map(int, MESSAGE.findall(payload)))
    whole = all(after == before + 1 for before, after in pairwise(seqs))
    watching = b'"type":"watching"' in payload
    return Heard(
        seqs,
        whole,
        payload.count(b'"type":"posted"'),
        tuple(code.decode() for code in REFUSED.findall(payload)),
        watching,
        watching and b'"reload":true' in payload,
    )


class Page(WSListener):
    """Watches one conversation; ``last`` is the newest number without a gap before it, where numbers are looked at."""

    def __init__(self, crowd: "Crowd", number: int, seat: dict[str, Any]) -> None:
        self.crowd, self.number = crowd, number
        self.url: str = seat["url"]
        self.cookie: str = seat["cookie"]
        self.conversation: int = seat["conversation"]
        self.server: int = seat["server"]
        self.numbered: bool = seat["since"] is not None
        self.last: int = seat["since"] or 0
        self.early: set[int] = set()
        self.heard = self.doubled = self.disordered = 0
        self.line: WSTransport | None = None
        self.watches = self.posts = False
        self.owes = 0
        self.watching_at = 0.0
        self.settled = asyncio.Event()  # it watches, or its line is gone

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.line = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type != WSMsgType.TEXT:
            return  # a close is counted when the line is gone
        payload = frame.get_payload_as_bytes()
        crowd, heard = self.crowd, read(payload)
        if heard.seqs:
            crowd.delivered += len(heard.seqs)
            self.hear(heard)
            if crowd.timing:
                crowd.clock(payload)
        if heard.posted or heard.refused:
            crowd.answered(self, heard)
        if self.owes and self.posts and crowd.flat_out:
            crowd.go_on(self)
        if heard.watching:
            self.watches, self.watching_at = True, time.monotonic()
            self.settled.set()
            crowd.reloads += heard.reload

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.line, self.watches = None, False
        self.settled.set()
        if not self.crowd.leaving:
            self.crowd.gone += 1

    def hear(self, heard: Heard) -> None:
        """Take numbers, in whatever order they come."""
        if not self.numbered:
            self.heard += len(heard.seqs)
            return
        if heard.whole and heard.seqs[0] == self.last + 1 and not self.early:
            self.last = heard.seqs[-1]
            self.heard += len(heard.seqs)
            return
        for seq in heard.seqs:
            if seq <= self.last or seq in self.early:
                self.doubled += 1
                continue
            self.heard += 1
            if seq != self.last + 1:
                self.disordered += 1
                self.early.add(seq)
                continue
            self.last = seq
            while self.last + 1 in self.early:
                self.last += 1
                self.early.remove(self.last)

    def send(self, frame: dict[str, Any]) -> None:
        if self.line is not None:
            self.line.send(WSMsgType.TEXT, json.dumps(frame).encode())

    def watch(self, *, again: bool) -> None:
        """Ask to hear the conversation; on coming back, what was missed first."""
        since = {"since": self.last} if again else {}
        self.send({"type": "watch", "conversation": self.conversation} | since)

    def post(self) -> None:
        """Say 200 characters with the time in them."""
        self.crowd.under_way += 1
        body = f"Since ={time.monotonic():.6f}= {WORDS}"[:200]
        self.send({"type": "post", "conversation": self.conversation, "client_id": str(uuid.uuid4()), "body": body})
