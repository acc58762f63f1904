"""A line: one open page's socket, as the hub sees it. It hears frames and never makes anyone wait."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from community.kit.live_frames import Frame

# Close codes of our own (RFC 6455, 7.4.2 leaves 4000 to 4999 to applications).
SIGN_IN = 4401
BEHIND = 4408
TOO_MUCH = 4429
TOO_LARGE = 1009

LARGEST_INCOMING = 64 * 1024
# Enough for the longest catch-up; a reader who leaves more than this unread has fallen behind.
LARGEST_BACKLOG = 1024 * 1024


class Line:
    """What every line is: a member's, come in with a session, watching some conversations."""

    __slots__ = (
        "__weakref__",
        "auth",
        "badges",
        "blocked",
        "blocked_by",
        "cut",
        "ended",
        "held",
        "member_id",
        "news_told",
        "session_key",
        "topics",
        "unanswered",
    )

    def __init__(self, member_id: int, session_key: str, auth: str) -> None:
        self.member_id = member_id
        self.session_key = session_key
        #: The session's mark of the password it was opened with.
        self.auth = auth
        #: Member ids of those this line must not hear.
        self.blocked: frozenset[int] = frozenset()
        #: Member ids of those who blocked this member: it hears their words, and gets no sign of them.
        self.blocked_by: frozenset[int] = frozenset()
        #: Rises with each news of blocks and signs, so that an answer read before it is not trusted.
        self.news_told = 0
        #: What it watches: conversation id → how it is known there.
        self.topics: dict[int, Any] = {}
        #: How many of its posts are not answered yet.
        self.unanswered = 0
        #: Those of them that wait for their turn.
        self.held: deque[Any] | None = None
        #: Whether the page shows what waits elsewhere.
        self.badges = False
        self.ended = False
        #: Ended for sending too much: what it has sent and is not stored yet is let go.
        self.cut = False

    def meets(self, member_id: int) -> bool:
        """Tell whether signs of this member are for this line: no block stands between them, in neither direction."""
        return member_id not in self.blocked and member_id not in self.blocked_by

    def hear(self, frame: Frame) -> None:
        """Send a frame, now and without waiting."""
        raise NotImplementedError

    def shut(self, code: int, reason: str = "") -> None:
        """End the line; its consumer hears of it as of any other end."""
        raise NotImplementedError


class WrittenLine(Line):
    """A line on a server that writes ready frames (``live_protocol.py``)."""

    __slots__ = ("_socket", "_write")

    def __init__(self, member_id: int, session_key: str, auth: str, socket: Any) -> None:
        super().__init__(member_id, session_key, auth)
        self._socket = socket
        self._write: Callable[[bytes], None] = socket.write

    def hear(self, frame: Frame) -> None:
        """Write the frame's bytes, the same ones for everybody."""
        self._write(frame.wire)

    def shut(self, code: int, reason: str = "") -> None:
        """End the socket."""
        self.ended = True
        self._socket.shut(code, reason)


class PlainLine(Line):
    """A line on any ASGI server: what it hears waits in a queue that a task of its own empties."""

    __slots__ = ("_backlog", "_closing", "_queue", "_send", "_task")

    def __init__(self, member_id: int, session_key: str, auth: str, send: Callable[[Any], Awaitable[None]]) -> None:
        super().__init__(member_id, session_key, auth)
        self._send = send
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._backlog = 0
        self._closing = (1000, "")
        self._task = asyncio.create_task(self._speak())

    def hear(self, frame: Frame) -> None:
        """Put the frame in the queue; a line with too long a queue ends."""
        if self.ended:
            return
        self._backlog += len(frame.text)
        self._queue.put_nowait(frame.text)
        if self._backlog > LARGEST_BACKLOG:
            self.shut(BEHIND, "You fell behind. Come back with since.")

    def shut(self, code: int, reason: str = "") -> None:
        """End the line after what is being sent; one that fell behind loses the rest of its queue."""
        if self.ended:
            return
        self.ended = True
        self._closing = (code, reason)
        if code == BEHIND:
            while not self._queue.empty():
                self._queue.get_nowait()
        self._queue.put_nowait(None)

    def gone(self) -> None:
        """The socket is closed: stop sending."""
        self._task.cancel()

    async def _speak(self) -> None:
        while (text := await self._queue.get()) is not None:
            await self._send({"type": "websocket.send", "text": text})
            self._backlog -= len(text)
        code, reason = self._closing
        await self._send({"type": "websocket.close", "code": code, "reason": reason})
