"""The hub: in each process that serves sockets, the one place where news arrives and is handed to them.

It alone listens to the channel layer: one channel a process, one subscription for each topic that somebody here
follows. News from this process reaches its own listeners at once, without the trip; the layer carries it to the
others. A pulse through the layer shows whether it works. When it did not and does again, or when a listener may have
missed something, everybody who follows a topic is asked to look again: what counts lies in the database.
"""

import asyncio
import gc
import hashlib
import resource
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from channels.layers import get_channel_layer
from django.utils.translation import gettext as _

from community.kit.live_frames import Frame, frame
from community.kit.live_line import SIGN_IN, Line

log = structlog.get_logger(__name__)

Listener = Callable[[dict[str, Any]], None]

EVERYWHERE = "everywhere"
PULSE_SECONDS = 2.0
#: Pulses that may be missed before the layer counts as lost.
PATIENCE_SECONDS = 5.0
#: Even when all seems well, everybody looks again this often.
LOOK_SECONDS = 30.0
#: How long the layer is lost before people are told: a restart of it is over sooner, and nobody's business.
TELL_SECONDS = 3.0
LARGEST_OUTBOX = 20_000


class Hub:
    """The lines of this process and what they follow. All of it runs on one event loop, without waiting."""

    def __init__(self) -> None:
        self.id = uuid.uuid4().hex
        self.loop = asyncio.get_running_loop()
        self.lines: dict[int, set[Line]] = {}
        self.look_again: list[Callable[[], None]] = []
        self.on_blocks: Callable[[Line], None] = lambda line: None
        self.on_signs: Callable[[dict[str, Any]], None] = lambda news: None
        #: Hears, of every process, what was said and read there: for the badges.
        self.on_waiting: Callable[[dict[str, Any]], None] = lambda news: None
        #: The hubs of other processes: when each last showed a pulse.
        self._others: dict[str, float] = {}
        self._layer: Any = get_channel_layer()
        self._channel = ""
        self.listeners: dict[str, Listener] = {}
        self._subscribed: set[str] = set()
        self._outbox: dict[str, list[dict[str, Any]]] = {}
        self._outbox_size = 0
        self._something_to_send = asyncio.Event()
        self._pulse_at = time.monotonic()
        self._connected = True
        self._telling: asyncio.TimerHandle | None = None
        #: What every line here has been told while live arrival is slow.
        self._slow: Frame | None = None
        self._tasks = [
            self.loop.create_task(work()) for work in (self._receive, self._send, self._keep_pulse, self._keep_looking)
        ]

    # Lines

    def enter(self, line: Line) -> None:
        """A line has come in."""
        self.lines.setdefault(line.member_id, set()).add(line)
        if self._slow is not None:
            line.hear(self._slow)

    def leave(self, line: Line) -> None:
        """A line is gone."""
        mine = self.lines.get(line.member_id)
        if mine is not None:
            mine.discard(line)
            if not mine:
                del self.lines[line.member_id]

    # Topics

    async def listen(self, topic: str, listener: Listener) -> None:
        """Follow a topic. Returns when other processes' news will be heard, or after a second without a layer."""
        self.listeners[topic] = listener
        try:
            async with asyncio.timeout(1.0):
                await self._subscribe(topic)
        except Exception as error:  # a lost layer, of any kind: the pulse finds it again
            log.warning("live.not_subscribed", error=type(error).__name__)

    def unlisten(self, topic: str) -> None:
        """Stop following a topic."""
        self.listeners.pop(topic, None)
        if topic in self._subscribed:
            self._subscribed.discard(topic)
            self._spawn(self._unsubscribe(topic))

    def announce(self, topic: str, news: dict[str, Any]) -> None:
        """Tell the listeners here now, and all other processes soon."""
        self.tell_here(topic, news)
        self.tell_others(topic, news)

    def announce_from_thread(self, topic: str, news: dict[str, Any]) -> bool:
        """The same from another thread; False where this hub's loop has ended."""
        try:
            self.loop.call_soon_threadsafe(self.announce, topic, news)
        except RuntimeError:
            return False
        return True

    def tell_here(self, topic: str, news: dict[str, Any]) -> None:
        """Tell the listeners of this process alone. A listener that fails is logged and costs the others nothing."""
        listener = self._everywhere if topic == EVERYWHERE else self.listeners.get(topic)
        if listener is not None:
            try:
                listener(news)
            except Exception:
                log.exception("live.listener_failed", kind=news.get("kind"))

    def tell_others(self, topic: str, news: dict[str, Any]) -> None:
        """Tell the other processes alone, where there are any.

        While the layer is lost nothing is kept: they will look again. A process that shows itself for the first time
        is asked to look as well, so that it misses nothing of the moment in which it was not known yet.
        """
        if self._connected and (self._others or topic == EVERYWHERE) and self._outbox_size < LARGEST_OUTBOX:
            self._outbox.setdefault(topic, []).append(news)
            self._outbox_size += 1
            self._something_to_send.set()

    def others(self) -> set[str]:
        """Return the hubs that have shown a pulse lately."""
        return set(self._others)

    # What every process hears

    def _everywhere(self, news: dict[str, Any]) -> None:
        kind = news["kind"]
        if kind == "pulse":
            self._meet(news["hub"])
        elif kind == "look":
            self.everybody_look()
        elif kind == "session":
            self._end_session(news["digest"])
        elif kind == "blocks":
            self._spare(news["member"], frozenset(news["blocked"]))
        elif kind == "signs":
            self.on_signs(news)
        elif kind in {"talked", "places"}:
            self.on_waiting(news)
        else:
            for line in tuple(self.lines.get(news["member"], ())):
                if kind == "tell":
                    line.hear(Frame(news["frame"]))
                elif kind == "account":
                    line.shut(SIGN_IN)

    def _spare(self, member_id: int, blocked: frozenset[int]) -> None:
        """Learn whom this member blocks: they hear nothing of them, and those get no sign of this member."""
        for line in tuple(self.lines.get(member_id, ())):
            line.blocked = blocked
            line.news_told += 1
            self.on_blocks(line)
        for other, lines in tuple(self.lines.items()):
            for line in tuple(lines):
                if (other in blocked) != (member_id in line.blocked_by):
                    line.blocked_by ^= {member_id}
                    line.news_told += 1
                    self.on_blocks(line)

    def _meet(self, other: str) -> None:
        known = other in self._others
        self._others[other] = time.monotonic()
        if not known:
            self.tell_others(EVERYWHERE, {"kind": "pulse", "hub": self.id})
            self.tell_others(EVERYWHERE, {"kind": "look"})

    def _forget_silent(self) -> None:
        limit = time.monotonic() - 3 * PULSE_SECONDS - PATIENCE_SECONDS
        silent = {hub for hub, heard_at in self._others.items() if heard_at < limit}
        for hub in silent:
            del self._others[hub]
        if silent:
            self.everybody_look()

    def _end_session(self, digest: str) -> None:
        for lines in tuple(self.lines.values()):
            for line in tuple(lines):
                if digest_of(line.session_key) == digest:
                    line.shut(SIGN_IN)

    def everybody_look(self) -> None:
        """Ask all who follow something here to look into the database."""
        for look in self.look_again:
            look()

    # The layer

    async def _receive(self) -> None:
        while True:
            try:
                if not self._channel:
                    self._channel = await self._layer.new_channel("hub.")
                    await self._subscribe(EVERYWHERE)
                    self.tell_others(EVERYWHERE, {"kind": "pulse", "hub": self.id})
                message = await self._layer.receive(self._channel)
                if message.get("from") == self.id:
                    continue
                if message["type"] == "hub.pulse":
                    self._pulse_came()
                    continue
                for topic, news in message["news"]:
                    self.tell_here(topic, news)
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.warning("live.receiving_failed", error=type(error).__name__)
                await asyncio.sleep(0.5)

    async def _send(self) -> None:
        while True:
            await self._something_to_send.wait()
            self._something_to_send.clear()
            outbox, self._outbox, self._outbox_size = self._outbox, {}, 0
            for topic, news in outbox.items():
                message = {"type": "hub.news", "from": self.id, "news": [(topic, one) for one in news]}
                try:
                    async with asyncio.timeout(PATIENCE_SECONDS):
                        await self._layer.group_send(topic, message)
                except asyncio.CancelledError:
                    raise
                except Exception as error:
                    self._lost(type(error).__name__)
                    break

    async def _keep_pulse(self) -> None:
        while True:
            await asyncio.sleep(PULSE_SECONDS)
            try:
                async with asyncio.timeout(PULSE_SECONDS):
                    if self._channel:
                        await self._layer.send(self._channel, {"type": "hub.pulse"})
                    for topic in [*self.listeners.keys() - self._subscribed]:
                        await self._subscribe(topic)
            except asyncio.CancelledError:
                raise
            except Exception as error:
                self._lost(type(error).__name__)
            if time.monotonic() - self._pulse_at > PATIENCE_SECONDS:
                self._lost("silence")
            self._forget_silent()
            self.tell_others(EVERYWHERE, {"kind": "pulse", "hub": self.id})
            if not self._connected:
                self.everybody_look()

    def _pulse_came(self) -> None:
        self._pulse_at = time.monotonic()
        if not self._connected:
            self._connected = True
            log.info("live.layer_found")
            self.announce(EVERYWHERE, {"kind": "look"})
            self._tell_well()

    def _lost(self, why: str) -> None:
        if self._connected:
            self._connected = False
            self._outbox, self._outbox_size = {}, 0
            log.warning("live.layer_lost", why=why)
            self._telling = self.loop.call_later(TELL_SECONDS, self._tell_slow)

    def _tell_slow(self) -> None:
        # True in a house of one process too, where words still arrive at once but a worker's news does not.
        reason = _("New messages may arrive a little later just now. Everything you send is kept.")
        self._slow = frame({"type": "notice", "live": "slow", "reason": reason})
        self._tell_everyone(self._slow)

    def _tell_well(self) -> None:
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None
        if self._slow is not None:
            self._slow = None
            self._tell_everyone(frame({"type": "notice", "live": "well"}))

    def _tell_everyone(self, told: Frame) -> None:
        for lines in tuple(self.lines.values()):
            for line in tuple(lines):
                line.hear(told)

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            self.everybody_look()

    async def _subscribe(self, topic: str) -> None:
        while not self._channel:
            await asyncio.sleep(0.01)
        await self._layer.group_add(topic, self._channel)
        self._subscribed.add(topic)

    async def _unsubscribe(self, topic: str) -> None:
        try:
            await self._layer.group_discard(topic, self._channel)
            if topic in self.listeners:  # somebody came back meanwhile
                await self._subscribe(topic)
        except Exception as error:
            log.warning("live.not_unsubscribed", error=type(error).__name__)

    def _spawn(self, work: Any) -> None:
        task = self.loop.create_task(work)
        self._tasks.append(task)
        task.add_done_callback(self._tasks.remove)


def digest_of(session_key: str) -> str:
    """Return by what the processes speak of a session: its key opens the account, this does not."""
    return hashlib.sha256(session_key.encode()).hexdigest()


_current: Hub | None = None


def current() -> Hub | None:
    """Return the hub of this process, where it serves sockets."""
    return _current


def here() -> Hub:
    """Return the hub of the running event loop, made at the first line. Call it on the loop."""
    global _current
    if _current is None or _current.loop is not asyncio.get_running_loop():
        _current = Hub()
        # Each line is an open file, and systems begin with 1,024 of them.
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        # What stands now stays; the collector need not walk over it again and again while people wait.
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
    return _current
