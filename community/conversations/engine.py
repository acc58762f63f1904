"""The live engine of one process: the rooms that are watched here, what they are told, and what is asked for them.

Everything runs on the event loop, except the statements, which run in threads of their own (``live_gather.py``).
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

import psycopg2
import structlog
from django.utils.translation import gettext as _

from community.conversations import reading
from community.conversations.actions.seen import MARK, columns_of_marks
from community.conversations.live import topic
from community.conversations.presence import Presence
from community.conversations.reading import Entitled
from community.conversations.rooms import LONGEST_MEMORY, Place, Room, Said
from community.conversations.writing import Answer, News, Post, Writer
from community.kit import hub as hubs
from community.kit.hub import Hub
from community.kit.live_frames import Frame, batched, encode, frame
from community.kit.live_gather import Gatherer, OwnConnection
from community.kit.live_line import SIGN_IN, Line

log = structlog.get_logger(__name__)

#: An empty room is kept this long, for those who only reload their page.
LINGER_SECONDS = 30.0
SEEN_SECONDS = 1.0
#: So many posts of one line are stored at once.
ON_THEIR_WAY = 64
#: In a room with more lines than this, who has read how far is kept and not told: everybody would hear of everybody.
MOST_TOLD_SEEN = 30


class Asked(NamedTuple):
    """A question for a reading thread, and who waits for the answer."""

    work: Any
    answer: asyncio.Future[Any]


class Engine:
    """One a process; ``Engine.running()`` returns it."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.loop = hub.loop
        self.rooms: dict[int, Room] = {}
        self.presences: dict[int, Presence] = {}
        self._opening: dict[int, asyncio.Task[Room]] = {}
        self._reaching: dict[int, asyncio.Task[None]] = {}
        self._marks: dict[tuple[int, int], int] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._looking = False
        self.writer = Writer(self._stored_in_thread)
        self._entitled: Gatherer[Asked] = Gatherer("live-entitled", self._answer_entitled)
        self._reader: Gatherer[Asked] = Gatherer("live-reader", self._answer_each)
        hub.look_again.append(self.look_again)
        hub.on_blocks = self._blocks_changed
        self.spawn(self._keep_marks())

    _running: "Engine | None" = None

    @classmethod
    def running(cls) -> "Engine":
        """Return the engine of this event loop, started at the first line."""
        hub = hubs.here()
        if cls._running is None or cls._running.hub is not hub:
            cls._running = cls(hub)
        return cls._running

    def spawn(self, work: Any) -> None:
        """Let work run on by itself; a failure is logged."""
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("live.task_failed", error=type(error).__name__, exc_info=error)

    # Lines

    def enter(self, line: Line) -> None:
        """A line has come in."""
        self.hub.enter(line)

    def leave(self, line: Line) -> None:
        """A line is gone, from everywhere."""
        line.ended = True
        self.hub.leave(line)
        while line.held and not line.cut:  # sent is sent: who closes the page meant what they said
            self.writer.put(line.held.popleft())
        for conversation_id in tuple(line.topics):
            self.unwatch(line, conversation_id)

    async def watch(self, line: Line, conversation_id: int, since: int | None) -> None:
        """Let the line hear the conversation from ``since`` on, if it may. The answer is ``watching`` or ``closed``."""
        room = self.rooms.get(conversation_id)
        while True:
            changes = room.changes if room else -1
            entitled = await self._ask(self._entitled, (conversation_id, line.member_id))
            if line.ended:
                return
            if entitled is None:
                self._close(line, conversation_id, "not_yours")
                return
            if room is None or self.rooms.get(conversation_id) is not room:
                room = await self._open(conversation_id, entitled)
                continue  # what was read before the room heard of changes is asked again
            if since is not None and not room.covers(since) and room.last - since <= LONGEST_MEMORY:
                await self._reach(room, since)
            if room.changes == changes and self.rooms.get(conversation_id) is room:
                break
        self._welcome(line, room, entitled, since)

    def _welcome(self, line: Line, room: Room, entitled: Entitled, since: int | None) -> None:
        if line.ended:
            return
        if line.blocked != entitled.blocked:
            line.blocked = entitled.blocked
            self._blocks_changed(line)
        reload = since is not None and not room.covers(since)
        frames = room.after(since, line) if since is not None and not reload else []
        room.enter(line, entitled.place)
        presence = self.presences[room.id]
        watching: dict[str, Any] = {
            "type": "watching",
            "conversation": room.id,
            "seq": room.last,
            "you": entitled.place.participant,
            **presence.as_seen_by(line),
        }
        if reload:
            watching["reload"] = True
        for part in [*frames, frame(watching)]:
            line.hear(part)
        self._people_changed(room)
        room.is_at(entitled.last_seq)

    def unwatch(self, line: Line, conversation_id: int) -> None:
        """The line hears nothing more of the conversation."""
        room = self.rooms.get(conversation_id)
        if room is None or room.leave(line) is None:
            line.topics.pop(conversation_id, None)
            return
        self._people_changed(room)
        if not room.lines:
            self.loop.call_later(LINGER_SECONDS, self._shut_if_empty, room)

    def _close(self, line: Line, conversation_id: int, code: str) -> None:
        self.unwatch(line, conversation_id)
        line.hear(frame({"type": "closed", "conversation": conversation_id, "code": code, "reason": _reason(code)}))

    # Small signs

    def typing(self, line: Line, conversation_id: int) -> bool:
        """Tell the others that this person is writing. False where the line does not watch."""
        place: Place | None = line.topics.get(conversation_id)
        if place is None:
            return False
        text = encode(
            {"type": "typing", "conversation": conversation_id, "author": place.participant, "name": place.name}
        )
        news = {"kind": "sign", "talk": conversation_id, "member": line.member_id, "frame": text}
        self.hub.announce(topic(conversation_id), news)
        return True

    def seen(self, line: Line, conversation_id: int, seq: int) -> bool:
        """Remember how far this person has read. False where the line does not watch."""
        place: Place | None = line.topics.get(conversation_id)
        room = self.rooms.get(conversation_id)
        if place is None or room is None:
            return False
        seq = min(seq, room.last)
        if self._mark(conversation_id, line.member_id, seq) and len(room.lines) <= MOST_TOLD_SEEN:
            text = encode({"type": "seen", "conversation": conversation_id, "author": place.participant, "seq": seq})
            news = {"kind": "sign", "talk": conversation_id, "member": line.member_id, "frame": text}
            self.hub.announce(topic(conversation_id), news)
        return True

    def _mark(self, conversation_id: int, member_id: int, seq: int) -> bool:
        """Keep the mark with the next ones. False where it is not new. Who speaks has read so far."""
        known = self._marks.get((conversation_id, member_id), 0)
        self._marks[conversation_id, member_id] = max(seq, known)
        return seq > known

    # What is said

    def post(self, post: Post) -> None:
        """Store it soon. Of one line's many the first go on their way and the rest wait: nobody else waits for them."""
        line = post.line
        if line.unanswered > ON_THEIR_WAY:
            if line.held is None:
                line.held = deque()
            line.held.append(post)
        else:
            self.writer.put(post)

    def _stored_in_thread(self, answers: list[Answer], news: News) -> None:
        with suppress(RuntimeError):  # the loop has ended: whoever waits will ask again, with the same mark
            self.loop.call_soon_threadsafe(self._stored, answers, news)

    def _stored(self, answers: list[Answer], news: News) -> None:
        for conversation_id, lines in news.items():
            self.hub.announce(topic(conversation_id), {"kind": "said", "talk": conversation_id, "said": lines})
        own: dict[Line, list[str]] = {}
        for post, stored, code, reason in answers:
            if stored is not None:
                self._mark(post.conversation_id, post.line.member_id, stored.seq)
                told: dict[str, Any] = {
                    "type": "posted",
                    "conversation": post.conversation_id,
                    "client_id": str(post.client_id),
                    "id": stored.id,
                    "seq": stored.seq,
                }
            else:
                told = refused_frame(post.conversation_id, str(post.client_id), code, reason)
            own.setdefault(post.line, []).append(encode(told))
        for line, texts in own.items():
            line.unanswered -= len(texts)
            if line.held:
                for _n in range(min(len(texts), len(line.held))):
                    self.writer.put(line.held.popleft())
            if not line.ended:
                for part in batched(texts):
                    line.hear(part)

    def _heard(self, news: dict[str, Any]) -> None:
        """Take what is told of a conversation, by this process or another."""
        room = self.rooms.get(news["talk"])
        if room is None:
            return
        kind = news["kind"]
        if kind == "said":
            room.say(Said(*said) for said in news["said"])
        elif kind == "sign":
            room.tell(Frame(news["frame"]), about=news["member"], but=news["member"])
        elif kind == "changed":
            room.change(Said(news["seq"], news["member"], news["frame"]))
        elif kind == "dismissed":
            room.changes += 1
            for line in [line for line in room.lines if line.member_id == news["member"]]:
                self._close(line, room.id, "left")
        elif kind == "ended":
            room.changes += 1
            for line in tuple(room.lines):
                self._close(line, room.id, "ended")
        elif kind == "here":
            self.presences[room.id].elsewhere[news["hub"]] = [tuple(person) for person in news["people"]]
            self._people_changed(room)
        elif kind == "who":
            self._tell_others_who(room)

    # Rooms

    async def _open(self, conversation_id: int, entitled: Entitled) -> Room:
        if conversation_id in self.rooms:
            return self.rooms[conversation_id]
        if conversation_id not in self._opening:
            task = self.loop.create_task(self._open_room(conversation_id))
            self._opening[conversation_id] = task
            task.add_done_callback(lambda _: self._opening.pop(conversation_id, None))
        return await asyncio.shield(self._opening[conversation_id])

    async def _open_room(self, conversation_id: int) -> Room:
        # First the ear, then the look: what is said in between comes twice rather than never.
        early: list[dict[str, Any]] = []
        await self.hub.listen(topic(conversation_id), early.append)
        last = (await self._ask(self._reader, lambda cursor: reading.heads(cursor, [conversation_id])))[conversation_id]
        room = Room(conversation_id, last, self._fetch)
        self.rooms[conversation_id] = room
        self.presences[conversation_id] = Presence(room)
        self.hub.listeners[topic(conversation_id)] = self._heard
        for news in early:
            self._heard(news)
        self.hub.tell_others(topic(conversation_id), {"kind": "who", "talk": conversation_id})
        self.loop.call_later(LINGER_SECONDS, self._shut_if_empty, room)
        return room

    def _shut_if_empty(self, room: Room) -> None:
        if not room.lines and self.rooms.get(room.id) is room:
            del self.rooms[room.id]
            del self.presences[room.id]
            self.hub.unlisten(topic(room.id))

    def _fetch(self, room: Room) -> None:
        self.spawn(self._fetch_missing(room))

    async def _fetch_missing(self, room: Room) -> None:
        """Fill a gap from the database, by the portion."""
        while True:
            after = room.last
            missing = partial(
                reading.messages,
                conversation_id=room.id,
                after=after,
                until=after + LONGEST_MEMORY,
                limit=LONGEST_MEMORY,
            )
            found = await self._ask(self._reader, missing)
            room.say(found)
            if len(found) < LONGEST_MEMORY or room.last <= after:
                return

    async def _reach(self, room: Room, since: int) -> None:
        """Bring what was said after ``since`` into the room's memory; a thousand who come back at once ask once."""
        while not room.covers(since) and (asked := self._reaching.get(room.id)):
            await asyncio.shield(asked)
        if not room.covers(since):
            self._reaching[room.id] = task = self.loop.create_task(self._remember(room, since))
            task.add_done_callback(lambda _: self._reaching.pop(room.id, None))
            await asyncio.shield(task)

    async def _remember(self, room: Room, since: int) -> None:
        until = room.memory[0].seq - 1 if room.memory else room.last
        found = await self._ask(
            self._reader, lambda cursor: reading.messages(cursor, room.id, since, until, LONGEST_MEMORY)
        )
        room.remember(found)

    # Who is here

    def _people_changed(self, room: Room) -> None:
        presence = self.presences[room.id]
        if not presence.dirty:
            presence.dirty = True
            self.loop.call_later(presence.delay(), self._tell_people, room, presence)

    def _tell_people(self, room: Room, presence: Presence) -> None:
        presence.dirty = False
        if self.rooms.get(room.id) is room:
            presence.tell()
            if presence.people_here() != presence.told_others:
                self._tell_others_who(room)

    def _tell_others_who(self, room: Room) -> None:
        presence = self.presences[room.id]
        presence.told_others = presence.people_here()
        news = {"kind": "here", "talk": room.id, "hub": self.hub.id, "people": presence.told_others}
        self.hub.tell_others(topic(room.id), news)

    def _blocks_changed(self, line: Line) -> None:
        for conversation_id in line.topics:
            self.rooms[conversation_id].sort(line)

    # Looking again

    def look_again(self) -> None:
        """Compare with the database: what was said, who may still hear, whose session holds."""
        if not self._looking:
            self._looking = True
            self.spawn(self._look())

    async def _look(self) -> None:
        try:
            pulses = self.hub.others()
            for room in list(self.rooms.values()):
                if self.presences[room.id].forget_all_but(pulses):
                    self._people_changed(room)
                if pulses:
                    self._tell_others_who(room)
            ids = list(self.rooms)
            if ids:
                heads = await self._ask(self._reader, lambda cursor: reading.heads(cursor, ids))
                for conversation_id, last in heads.items():
                    if room_now := self.rooms.get(conversation_id):
                        room_now.is_at(last)
            await self._look_who_may()
            await self._look_whose_session()
        finally:
            self._looking = False

    async def _look_who_may(self) -> None:
        watching = [(line, room.id) for room in self.rooms.values() for line in room.lines]
        for start in range(0, len(watching), 500):
            some = watching[start : start + 500]
            asked = [(conversation_id, line.member_id) for line, conversation_id in some]
            answers = await self._ask(self._reader, partial(reading.entitled, asked=asked))
            for (line, conversation_id), answer in zip(some, answers, strict=True):
                if answer is None and conversation_id in line.topics:
                    self._close(line, conversation_id, "left")
                elif answer is not None and line.blocked != answer.blocked:
                    line.blocked = answer.blocked
                    self._blocks_changed(line)

    async def _look_whose_session(self) -> None:
        lines = [line for mine in self.hub.lines.values() for line in mine]
        for start in range(0, len(lines), 1000):
            some = lines[start : start + 1000]
            sessions = [(line.session_key, line.member_id, line.auth) for line in some]
            answers = await self._ask(self._reader, partial(reading.still_in, sessions=sessions))
            for line, still in zip(some, answers, strict=True):
                if not still:
                    line.shut(SIGN_IN)

    # Threads

    async def _ask(self, whom: Gatherer[Asked], work: Any) -> Any:
        answer: asyncio.Future[Any] = self.loop.create_future()
        whom.put(Asked(work, answer))
        return await answer

    def _answer_entitled(self, own: OwnConnection, asked: list[Asked]) -> None:
        pairs = [one.work for one in asked]
        try:
            answers = _persist(own, lambda cursor: reading.entitled(cursor, pairs))
        except Exception as error:
            self._give([(one.answer, error) for one in asked])
        else:
            self._give([(one.answer, answer) for one, answer in zip(asked, answers, strict=True)])

    def _answer_each(self, own: OwnConnection, asked: list[Asked]) -> None:
        for one in asked:
            try:
                answer = _persist(own, one.work)
            except Exception as error:
                answer = error
            self._give([(one.answer, answer)])

    def _give(self, answers: list[tuple[asyncio.Future[Any], Any]]) -> None:
        def give() -> None:
            for future, answer in answers:
                if future.done():
                    continue
                if isinstance(answer, Exception):
                    future.set_exception(answer)
                else:
                    future.set_result(answer)

        with suppress(RuntimeError):  # the loop has ended, nobody waits any more
            self.loop.call_soon_threadsafe(give)

    async def _keep_marks(self) -> None:
        while True:
            await asyncio.sleep(SEEN_SECONDS)
            if self._marks:
                marks, self._marks = [(*mark, seq) for mark, seq in self._marks.items()], {}
                await self._ask(self._reader, lambda cursor, marks=marks: cursor.execute(MARK, columns_of_marks(marks)))


def _persist(own: OwnConnection, work: Callable[[Any], Any]) -> Any:
    """Do it, however long the database is away: nobody is told a wrong answer meanwhile."""
    tries = 0
    while True:
        try:
            with own.get().cursor() as cursor:
                return work(cursor)
        except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
            tries += 1
            log.warning("live.database_lost", error=type(error).__name__)
            own.drop()
            time.sleep(min(0.1 * tries, 1.0))


def refused_frame(conversation_id: object, client_id: object, code: str, reason: str) -> dict[str, Any]:
    """Return what the author of words that were not stored is told."""
    return {
        "type": "refused",
        "conversation": conversation_id,
        "client_id": client_id,
        "code": code,
        "reason": reason,
    }


def _reason(code: str) -> str:
    return {
        "left": _("This conversation is no longer open to you. What you have written is still here."),
        "ended": _("This conversation has been closed. Thank you for what you shared here."),
    }.get(code, _("This conversation is not open to you."))
