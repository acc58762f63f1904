"""One member's page, as patient as the real one: it comes back, catches up, and says again what was not answered."""

import asyncio
import contextlib
import json
import random
import uuid
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

SILENCE = 5.0


class Member:
    """Holds what was heard, and what was said and not yet answered."""

    def __init__(self, number: int, cookie: str, conversation: int, urls: list[str]) -> None:
        self.number, self.cookie, self.conversation, self.urls = number, cookie, conversation, urls
        self.heard: list[int] = []
        self.answered: dict[str, int] = {}
        self.unanswered: dict[str, str] = {}
        self.refused: list[str] = []
        self.doubled = self.returned = self.reloaded = 0
        self.line: ClientConnection | None = None

    @property
    def last(self) -> int:
        """Return the newest message that was shown, without a gap before it."""
        return self.heard[-1] if self.heard else 0

    async def live(self) -> None:
        """Be on the page, for ever, on whichever site answers."""
        while True:
            with contextlib.suppress(OSError, WebSocketException, TimeoutError, httpx.HTTPError):
                await self._visit(random.choice(self.urls))
            self.line = None
            self.returned += 1
            await asyncio.sleep(random.uniform(0.2, 1.0))

    async def talk(self, every: float) -> None:
        """Say something now and then, for ever."""
        while True:
            await asyncio.sleep(random.uniform(0, 2 * every))
            await self.say(f"Member {self.number} says {len(self.answered) + len(self.unanswered)}.")

    async def say(self, body: str) -> None:
        """Say it, now or after coming back."""
        mark = str(uuid.uuid4())
        self.unanswered[mark] = body
        await self._send_post(mark, body)

    async def _visit(self, url: str) -> None:
        address = url.replace("http:", "ws:") + "/ws/"
        headers = {"Cookie": self.cookie}
        async with connect(address, origin=url, additional_headers=headers, open_timeout=10) as line:  # type: ignore[arg-type]
            self.line = line
            await self._watch()
            while True:
                try:
                    text = await asyncio.wait_for(line.recv(), SILENCE)
                except TimeoutError:
                    await self._send({"type": "ping"})
                    continue
                frames = json.loads(text)
                for frame in frames if isinstance(frames, list) else [frames]:
                    await self._take(frame, url)

    async def _watch(self) -> None:
        await self._send({"type": "watch", "conversation": self.conversation, "since": self.last})

    async def _take(self, frame: dict[str, Any], url: str) -> None:
        match frame:
            case {"type": "message", "seq": seq}:
                await self._hear(seq)
            case {"type": "posted", "client_id": mark, "seq": seq}:
                self.answered[mark] = seq
                self.unanswered.pop(mark, None)
            case {"type": "refused", "client_id": mark, "code": code}:
                self.refused.append(code)
                self.unanswered.pop(mark, None)
            case {"type": "watching"}:
                if frame.get("reload"):
                    await self._reload(url)
                for mark, body in list(self.unanswered.items()):
                    await self._send_post(mark, body)

    async def _hear(self, seq: int) -> None:
        if seq == self.last + 1:
            self.heard.append(seq)
        elif seq <= self.last:
            self.doubled += 1
        else:
            await self._watch()

    async def _reload(self, url: str) -> None:
        self.reloaded += 1
        path = f"{url}/conversations/{self.conversation}/messages/?since={self.last}"
        async with httpx.AsyncClient(headers={"Cookie": self.cookie, "Accept": "application/json"}) as pages:
            found = (await pages.get(path, timeout=10)).raise_for_status().json()
        for message in found["messages"]:
            if message["seq"] == self.last + 1:
                self.heard.append(message["seq"])

    async def _send_post(self, mark: str, body: str) -> None:
        await self._send({"type": "post", "conversation": self.conversation, "client_id": mark, "body": body})

    async def _send(self, frame: dict[str, Any]) -> None:
        if self.line is not None:
            with contextlib.suppress(OSError, WebSocketException):
                await self.line.send(json.dumps(frame))
