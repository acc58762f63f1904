"""One socket a page, `/ws/`: JSON text frames, each an object whose ``type`` says what is asked (docs/live.md)."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from channels.consumer import AsyncConsumer
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY

from community.conversations.engine import Engine, refused_frame
from community.conversations.pace import keep_pace
from community.conversations.words import client_id, fit
from community.conversations.writing import Post
from community.kit.gate import Refused
from community.kit.live_frames import Frame, frame
from community.kit.live_line import LARGEST_INCOMING, SIGN_IN, TOO_LARGE, TOO_MUCH, Line, PlainLine, WrittenLine
from community.kit.pace import Allowance

#: The server offers to write ready frames (kit/live_protocol.py).
EXTENSION = "cairn.written"

#: A line may have so many posts unanswered at once. Whoever sends more without waiting is cut off.
MOST_UNANSWERED = 256
MOST_WATCHED = 200

LARGEST_ID = 2**63 - 1
PONG = Frame('{"type":"pong"}')


class BrokenFrame(Exception):
    """What came is not what the protocol knows: ``code`` for machines, ``reason`` for whoever writes a client."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class TalkConsumer(AsyncConsumer):
    """The door between a socket and the engine: it parses, asks, and never waits for anybody.

    It holds no layer channel and dispatches by itself: Channels' own loop costs each event two tasks and a thread's
    turn (docs/performance.md).
    """

    async def __call__(
        self,
        scope: dict[str, Any],
        receive: Callable[[], Awaitable[dict[str, Any]]],
        send: Callable[[dict[str, Any]], Awaitable[None]],
    ) -> None:
        await receive()  # websocket.connect
        await send({"type": "websocket.accept"})
        member, session = scope["user"], scope["session"]
        if not member.is_authenticated:
            await send({"type": "websocket.close", "code": SIGN_IN, "reason": "Please sign in."})
            return
        line = _line(member.pk, session.session_key, session.get(HASH_SESSION_KEY, ""), scope, send)
        del member, session
        scope.clear()
        engine = Engine.running()
        engine.enter(line)
        talk = Talk(engine, line)
        try:
            while (event := await receive())["type"] == "websocket.receive":
                text = event.get("text")
                if text is not None and len(text.encode(errors="replace")) > LARGEST_INCOMING:
                    line.shut(TOO_LARGE, "A frame holds at most 64 KiB.")
                talk.hear(text)
        finally:
            engine.leave(line)
            if isinstance(line, PlainLine):
                line.gone()


class Talk:
    """What one line asks for, frame by frame."""

    __slots__ = ("_engine", "_frames", "_line")

    def __init__(self, engine: Engine, line: Line) -> None:
        self._engine = engine
        self._line = line
        self._frames = Allowance(settings.LIVE_FRAMES_AT_ONCE, settings.LIVE_FRAMES_A_SECOND)

    def hear(self, text: str | None) -> None:
        """Take one frame. Whatever is in it, this does not raise."""
        if self._line.ended:
            return
        if not self._frames.take():
            self._cut()
            return
        try:
            self._obey(_parsed(text))
        except BrokenFrame as broken:
            self._line.hear(frame({"type": "error", "code": broken.code, "reason": broken.reason}))

    def _cut(self) -> None:
        self._line.cut = True
        self._line.shut(TOO_MUCH, "That was too much at once.")

    def _obey(self, asked: dict[str, Any]) -> None:
        kind = asked.get("type")
        if kind == "post":
            self._post(asked)
        elif kind == "ping":
            self._line.hear(PONG)
        elif kind == "watch":
            since, revision = _seq(asked, "since", needed=False), _seq(asked, "revision", needed=False)
            self._watch(_id(asked, "conversation"), since, revision)
        elif kind == "badges":
            self._engine.waiting.ask(self._line)
        elif kind == "unwatch":
            self._engine.unwatch(self._line, _id(asked, "conversation"))
        elif kind == "typing":
            self._watched(self._engine.typing(self._line, _id(asked, "conversation")))
        elif kind == "seen":
            seq = _seq(asked, "seq", needed=True) or 0
            self._watched(self._engine.seen(self._line, _id(asked, "conversation"), seq))
        else:
            raise BrokenFrame("unknown_type", "This type of frame is not known.")

    def _watch(self, conversation: int, since: int | None, revision: int | None) -> None:
        if len(self._line.topics) >= MOST_WATCHED and conversation not in self._line.topics:
            raise BrokenFrame("too_many", f"A socket watches at most {MOST_WATCHED} conversations.")
        self._engine.spawn(self._engine.watch(self._line, conversation, since, revision))

    def _watched(self, does: bool) -> None:
        if not does:
            raise BrokenFrame("not_watching", "Watch the conversation first.")

    def _post(self, asked: dict[str, Any]) -> None:
        conversation = _id(asked, "conversation")
        reply_to = _id(asked, "reply_to") if asked.get("reply_to") is not None else None
        try:
            post = Post(self._line, conversation, client_id(asked.get("client_id")), fit(asked.get("body")), reply_to)
            keep_pace(self._line.member_id)
        except Refused as refused:
            mark = asked.get("client_id")
            mark = mark if isinstance(mark, str) and mark.isascii() and len(mark) <= 64 else None
            answer = refused_frame(conversation, mark, refused.code, str(refused.reason))
            self._line.hear(frame(answer))
            return
        self._line.unanswered += 1
        if self._line.unanswered > MOST_UNANSWERED:
            self._cut()
        else:
            self._engine.post(post)


def _line(
    member_id: int, session_key: str, auth: str, scope: dict[str, Any], send: Callable[[Any], Awaitable[None]]
) -> Line:
    socket = scope.get("extensions", {}).get(EXTENSION)
    if socket is not None:
        return WrittenLine(member_id, session_key, auth, socket)
    return PlainLine(member_id, session_key, auth, send)


def _parsed(text: str | None) -> dict[str, Any]:
    if text is None:
        raise BrokenFrame("not_text", "Frames are JSON text.")
    try:
        asked = json.loads(text)
    except (ValueError, RecursionError):
        raise BrokenFrame("not_json", "Frames are JSON text.") from None
    if not isinstance(asked, dict):
        raise BrokenFrame("not_object", "A frame is one JSON object.")
    return asked


def _id(asked: dict[str, Any], name: str) -> int:
    value = asked.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= LARGEST_ID:
        raise BrokenFrame("bad_field", f"“{name}” is a positive whole number.")
    return value


def _seq(asked: dict[str, Any], name: str, *, needed: bool) -> int | None:
    value = asked.get(name)
    if value is None and not needed:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST_ID:
        raise BrokenFrame("bad_field", f"“{name}” is a whole number, not below 0.")
    return value
