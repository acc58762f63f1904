"""A page's side of the socket, for tests: real frames to a real server."""

import asyncio
import json
import uuid
from importlib import import_module
from typing import Any

import websockets
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

#: Seconds: longer than a machine with much else to do takes.
PATIENCE = 15.0


def signed_in(member: Any) -> str:
    """Return the Cookie header of a new session of this member."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(member.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = member.get_session_auth_hash()
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


class Page:
    """One open page: `await page.watch(7)`, `await page.post(7, "Hello")`, `await page.hear("message")`."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.heard: list[dict[str, Any]] = []
        self.writes: list[int] = []
        self.cookie = ""

    @classmethod
    async def open(cls, url: str, cookie: str = "", *, origin: str | None = None, **more: Any) -> "Page":
        headers = {"Cookie": cookie} if cookie else {}
        address = url.replace("http://", "ws://") + "/ws/"
        socket = await websockets.connect(
            address, origin=origin or url, additional_headers=headers, max_size=None, compression=None, **more
        )
        page = cls(socket)
        page.cookie = cookie
        return page

    async def close(self) -> None:
        await self.socket.close()

    async def say(self, **frame: Any) -> None:
        await self.socket.send(json.dumps(frame))

    async def hear(self, kind: str, *, patience: float = PATIENCE, **fields: Any) -> dict[str, Any]:
        """Return the first unheard frame of this kind with these fields; what came before it is passed over."""
        async with asyncio.timeout(patience):
            while True:
                while self.heard:
                    frame = self.heard.pop(0)
                    if frame["type"] == kind and all(frame.get(key) == value for key, value in fields.items()):
                        return frame
                await self._receive()

    async def _receive(self) -> None:
        came = json.loads(await self.socket.recv())
        batch = came if isinstance(came, list) else [came]
        self.writes.append(len(batch))
        self.heard.extend(batch)

    async def everything(self, seconds: float = 0.4, *kinds: str) -> list[dict[str, Any]]:
        """Return all that comes in this time (of these kinds)."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    await self._receive()
        except TimeoutError:
            pass
        heard, self.heard = self.heard, []
        return [frame for frame in heard if not kinds or frame["type"] in kinds]

    async def watch(self, conversation: int, since: int | None = None, revision: int | None = None) -> dict[str, Any]:
        marks = {"since": since, "revision": revision}
        known = {name: mark for name, mark in marks.items() if mark is not None}
        await self.say(type="watch", conversation=conversation, **known)
        return await self.hear_keeping("watching", conversation=conversation)

    async def hear_keeping(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The same as ``hear``, but what came before it stays to be heard."""
        before: list[dict[str, Any]] = []
        async with asyncio.timeout(PATIENCE):
            while True:
                for n, frame in enumerate(self.heard):
                    if frame["type"] == kind and all(frame.get(key) == value for key, value in fields.items()):
                        del self.heard[n]
                        return frame
                before = self.heard
                self.heard = []
                await self._receive()
                self.heard = before + self.heard

    async def post(self, conversation: int, body: str = "Hello", **more: Any) -> dict[str, Any]:
        """Post and return the answer."""
        mark = more.pop("client_id", None) or str(uuid.uuid4())
        await self.say(type="post", conversation=conversation, client_id=mark, body=body, **more)
        async with asyncio.timeout(PATIENCE):
            while True:
                for n, frame in enumerate(self.heard):
                    if frame["type"] in {"posted", "refused"} and frame["client_id"] == mark:
                        del self.heard[n]
                        return frame
                await self._receive()

    async def closed(self, patience: float = PATIENCE) -> int:
        """Return the close code, once the socket is closed."""
        async with asyncio.timeout(patience):
            try:
                while True:
                    await self._receive()
            except websockets.ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else 1006
