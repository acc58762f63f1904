"""The live engine of one process: the rooms that are watched here, what they are told, and what is asked for them.

Everything runs on the event loop, except the statements, which run in threads of their own (``live_gather.py``).
"""

import asyncio
from collections import deque
from contextlib import suppress
from functools import partial
from typing import Any

import structlog
from django.utils.translation import gettext as _

from community.conversations import reading
from community.conversations.actions.seen import MARK, columns_of_marks
from community.conversations.floor_clock import FloorClock
from community.conversations.live import Changed, topic
from community.conversations.looking import look, whose_session_holds
from community.conversations.presence import Presence
from community.conversations.questions import Questions
from community.conversations.reading import Entitled
from community.conversations.rooms import LONGEST_MEMORY, Place, Room, Said
from community.conversations.storing import Cursor
from community.conversations.waiting import Waiting
from community.conversations.writing import Answer, News, Post, Writer
from community.kit import hub as hubs
from community.kit.hub import Hub
from community.kit.live_frames import Frame, batched, encode, frame
from community.kit.live_line import Line

log = structlog.get_logger(__name__)

#: An empty room is kept this long, for those who only reload their page.
LINGER_SECONDS = 30.0
SEEN_SECONDS = 1.0
#: So many posts of one line are stored at once.
ON_THEIR_WAY = 64
#: Who missed more changes than this reads anew what they show.
MOST_CHANGES = 200
#: In a room with more lines than this, who has read how far is kept and not told: everybody would hear of everybody.
MOST_TOLD_SEEN = 30


class Engine:
    """One a process; ``Engine.running()`` returns it."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.loop = hub.loop
        self.rooms: dict[int, Room] = {}
        self.presences: dict[int, Presence] = {}
        self._opening: dict[int, asyncio.Task[Room]] = {}
        self._reaching: dict[int, asyncio.Task[None]] = {}
        self._revising: set[int] = set()
        self._changed: dict[tuple[int, int, int], asyncio.Task[list[Changed]]] = {}
        self._marks: dict[tuple[int, int], int] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._looking = False
        self._fresh: list[Line] = []
        self._greeting = False
        self.writer = Writer(self._stored_in_thread)
        self.questions = Questions(self.loop)
        self.floors = FloorClock(self)
        hub.look_again.append(self.look_again)
        hub.on_blocks = self._blocks_changed
        hub.on_signs = self._signs_changed
        self.waiting = Waiting(self)
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
        """A line has come in.

        Its session may have ended after it was asked and before anybody here would have heard of that: it is asked
        again now, once for all who come in at the same time.
        """
        self.hub.enter(line)
        self._fresh.append(line)
        if not self._greeting:
            self._greeting = True
            self.spawn(self._ask_again())

    async def _ask_again(self) -> None:
        try:
            while self._fresh:
                lines, self._fresh = self._fresh, []
                await whose_session_holds(self, lines)
        finally:
            self._greeting = False

    def leave(self, line: Line) -> None:
        """A line is gone, from everywhere."""
        line.ended = True
        self.hub.leave(line)
        self.waiting.leave(line)
        while line.held and not line.cut:  # sent is sent: who closes the page meant what they said
            self.writer.put(line.held.popleft())
        for conversation_id in tuple(line.topics):
            self.unwatch(line, conversation_id)

    async def watch(self, line: Line, conversation_id: int, since: int | None, revision: int | None = None) -> None:
        """Let the line hear the conversation, if it may.

        First comes what was said after ``since``, then what changed after ``revision``. The answer ends with
        ``watching``, or is ``closed``.
        """
        changed, known = list[Changed](), revision
        room = self.rooms.get(conversation_id)
        while True:
            changes, told = room.changes if room else -1, line.news_told
            entitled = await self.questions.entitled(conversation_id, line.member_id)
            if line.ended:
                return
            if entitled is None:
                self.close(line, conversation_id, "not_yours")
                return
            if room is None or self.rooms.get(conversation_id) is not room:
                room = await self._open(conversation_id, entitled)
                continue  # what was read before the room heard of changes is asked again
            if since is not None and not room.covers(since) and room.last - since <= LONGEST_MEMORY:
                await self._reach(room, since)
            if known is not None and known < room.revision and len(changed) < MOST_CHANGES:
                more = await self._changes(room, known)
                changed += more
                known = max([known, *(one.revision for one in more)]) if more else room.revision
                continue
            if (room.changes, line.news_told) == (changes, told) and self.rooms.get(conversation_id) is room:
                break
        self._welcome(line, room, entitled, since, changed)

    def _welcome(self, line: Line, room: Room, entitled: Entitled, since: int | None, changed: list[Changed]) -> None:
        if line.ended:
            return
        self.spare(line, entitled.blocked, entitled.blocked_by)
        reload = since is not None and not room.covers(since)
        frames = room.after(since, line) if since is not None and not reload else []
        room.enter(line, entitled.place)
        presence = self.presences[room.id]
        watching: dict[str, Any] = {
            "type": "watching",
            "conversation": room.id,
            "seq": room.last,
            "revision": room.revision,
            "you": entitled.place.participant,
            **presence.as_seen_by(line),
        }
        if floor := self.floors.frame_for(line, room.id):
            watching["floor"] = floor
        if reload:
            watching["reload"] = True
        if len(changed) >= MOST_CHANGES:
            watching["stale"] = True
            changed = []
        own = [told for one in changed if (told := one.told_to(line.blocked)) is not None]
        for part in [*frames, *(frame(told) for told in own), frame(watching)]:
            line.hear(part)
        self.people_changed(room)
        room.is_at(entitled.last_seq, entitled.last_revision)

    def unwatch(self, line: Line, conversation_id: int) -> None:
        """The line hears nothing more of the conversation."""
        room = self.rooms.get(conversation_id)
        if room is None or room.leave(line) is None:
            line.topics.pop(conversation_id, None)
            return
        self.people_changed(room)
        if not room.lines:
            self.loop.call_later(LINGER_SECONDS, self._shut_if_empty, room)

    def close(self, line: Line, conversation_id: int, code: str) -> None:
        """End the line's watching, with a reason; other conversations on the same socket go on."""
        self.unwatch(line, conversation_id)
        line.hear(frame({"type": "closed", "conversation": conversation_id, "code": code, "reason": _reason(code)}))

    # Small signs

    def typing(self, line: Line, conversation_id: int) -> bool:
        """Tell the others that this person is writing. False where the line does not watch."""
        place: Place | None = line.topics.get(conversation_id)
        if place is None:
            return False
        if not place.writing or place.rests:
            return True
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
        fresh = self._mark(conversation_id, line.member_id, seq)
        if fresh:
            self.waiting.has_read(conversation_id, line.member_id, seq)
        if fresh and place.seen and len(room.lines) <= MOST_TOLD_SEEN:
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
        self.waiting.stored(answers)
        for post, stored, code, reason, _named in answers:
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
        elif kind == "changed":
            room.change(Changed(*news["changed"]))
        elif kind == "sign":
            room.tell(Frame(news["frame"]), about=news["member"], but=news["member"])
        elif kind == "floor":
            self.floors.changed(room.id)
        elif kind == "rest":
            room.changes += 1
            for line, place in tuple(room.lines.items()):
                line.news_told += 1
                room.enter(line, place._replace(rests=news["rests"]))
        elif kind == "dismissed":
            room.changes += 1
            for line in [line for line in room.lines if line.member_id == news["member"]]:
                self.close(line, room.id, "left")
        elif kind == "ended":
            room.changes += 1
            for line in tuple(room.lines):
                self.close(line, room.id, "ended")
        elif kind == "here":
            self.presences[room.id].elsewhere[news["hub"]] = [tuple(person) for person in news["people"]]
            self.people_changed(room)
        elif kind == "who":
            self.tell_others_who(room)

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
        heads = await self.questions.ask(partial(reading.heads, conversation_ids=[conversation_id]))
        last, revision = heads[conversation_id]
        await self.floors.know(conversation_id)
        room = Room(conversation_id, last, revision, self._fetch, self._fetch_changes)
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
            found = await self.questions.ask(missing)
            room.say(found)
            if len(found) < LONGEST_MEMORY or room.last <= after:
                return

    def _fetch_changes(self, room: Room) -> None:
        if room.id not in self._revising:
            self._revising.add(room.id)
            self.spawn(self._catch_up(room))

    async def _catch_up(self, room: Room) -> None:
        """Tell what became of messages, as far as nobody here was told."""
        try:
            found: list[Changed] = []
            while not found or len(found) == MOST_CHANGES:
                after = found[-1].revision if found else room.revision
                ask = partial(reading.changes, conversation_id=room.id, after=after, limit=MOST_CHANGES)
                found = await self.questions.ask(ask)
                room.catch_up(found)
                if not found:
                    return
        finally:
            self._revising.discard(room.id)

    async def _changes(self, room: Room, after: int) -> list[Changed]:
        """Return what changed after this revision; a thousand who come back at once ask once."""
        key = room.id, after, room.revision
        if key not in self._changed:
            ask = partial(reading.changes, conversation_id=room.id, after=after, limit=MOST_CHANGES)
            self._changed[key] = task = self.loop.create_task(self.questions.ask(ask))
            task.add_done_callback(lambda _: self._changed.pop(key, None))
        return await asyncio.shield(self._changed[key])

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
        older = partial(reading.messages, conversation_id=room.id, after=since, until=until, limit=LONGEST_MEMORY)
        room.remember(await self.questions.ask(older))

    # Who is here

    def people_changed(self, room: Room) -> None:
        """Tell soon, once for many changes, who is here."""
        presence = self.presences[room.id]
        if not presence.dirty:
            presence.dirty = True
            self.loop.call_later(presence.delay(), self._tell_people, room, presence)

    def _tell_people(self, room: Room, presence: Presence) -> None:
        presence.dirty = False
        if self.rooms.get(room.id) is room:
            presence.tell()
            if presence.people_here() != presence.told_others:
                self.tell_others_who(room)

    def tell_others_who(self, room: Room) -> None:
        """Tell the other processes who watches in this one."""
        presence = self.presences[room.id]
        presence.told_others = presence.people_here()
        news = {"kind": "here", "talk": room.id, "hub": self.hub.id, "people": presence.told_others}
        self.hub.tell_others(topic(room.id), news)

    def spare(self, line: Line, blocked: frozenset[int], blocked_by: frozenset[int]) -> None:
        """From now on the line hears nobody of those it blocks, and gets no sign of those who block it."""
        if (line.blocked, line.blocked_by) != (blocked, blocked_by):
            line.blocked, line.blocked_by = blocked, blocked_by
            self._blocks_changed(line)

    def _blocks_changed(self, line: Line) -> None:
        for conversation_id in line.topics:
            self.rooms[conversation_id].sort(line)
            self.presences[conversation_id].tell_one(line)
            self.floors.tell_one(line, conversation_id)

    def take_place(self, line: Line, conversation_id: int, place: Place) -> None:
        """Know the line by this place from now on, and the signs it gives."""
        if conversation_id in line.topics and line.topics[conversation_id] != place:
            self.rooms[conversation_id].enter(line, place)
            self.people_changed(self.rooms[conversation_id])

    def _signs_changed(self, news: dict[str, Any]) -> None:
        """Give the signs that this member gives from now on. One that is off is gone from every page at once."""
        member, signs = news["member"], {sign: news[sign] for sign in ("here", "writing", "seen")}
        for line in self.hub.lines.get(member, ()):
            line.news_told += 1
            for conversation_id, place in tuple(line.topics.items()):
                self.take_place(line, conversation_id, place._replace(**signs))
        if not news["here"]:
            for room in tuple(self.rooms.values()):
                self.presences[room.id].forget(member)
                self._tell_people(room, self.presences[room.id])

    # Looking again

    def look_again(self) -> None:
        """Compare with the database, unless that is under way."""
        if not self._looking:
            self._looking = True
            self.spawn(self._look())

    async def _look(self) -> None:
        try:
            await look(self)
        finally:
            self._looking = False

    async def _keep_marks(self) -> None:
        while True:
            await asyncio.sleep(SEEN_SECONDS)
            if self._marks:
                marks, self._marks = [(*mark, seq) for mark, seq in self._marks.items()], {}
                await self.questions.ask(partial(_keep, marks=marks))


def _keep(cursor: Cursor, marks: list[tuple[int, int, int]]) -> None:
    cursor.execute(MARK, columns_of_marks(marks))


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
