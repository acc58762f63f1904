"""A room: one conversation as this process hears it, in order, and the lines that watch it here."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from community.conversations.live import Changed, removed_frame
from community.kit.live_frames import Frame, batched, encode
from community.kit.live_frames import frame as made
from community.kit.live_line import Line

#: How much of the newest is kept for those who come back; who missed more loads the page again.
LONGEST_MEMORY = 500
#: How long a number that came too early waits for the ones before it, until they are fetched.
PATIENCE_SECONDS = 0.1


class Said(NamedTuple):
    """One place in the order: the author's member id, and the frame's text as everyone gets it."""

    seq: int
    member_id: int
    text: str


class Place(NamedTuple):
    """As whom a line is in a room."""

    participant: int
    name: str
    hue: int
    #: Which signs of them others get: that they are here, that they are writing, how far they have read.
    here: bool = True
    writing: bool = True
    seen: bool = True
    #: The talk rests for them: nobody is told that they write.
    rests: bool = False


class Room:
    """Delivers ``last + 1``, ``last + 2`` … to every line, each number once.

    A line enters between two numbers, and from there on misses none. What comes too early waits; what does not come
    is fetched.
    """

    def __init__(
        self,
        conversation_id: int,
        last: int,
        revision: int,
        fetch: Callable[["Room"], None],
        fetch_changes: Callable[["Room"], None],
    ) -> None:
        self.id = conversation_id
        self.last = last
        #: The conversation's revision up to which every line here has been told.
        self.revision = revision
        #: Rises with every change of who may hear, so that an answer read before it is not trusted.
        self.changes = 0
        self.lines: dict[Line, Place] = {}
        self.memory: deque[Said] = deque()
        self._plain: set[Line] = set()
        self._careful: set[Line] = set()
        self._early: dict[int, Said] = {}
        #: The last answer to somebody who came back: since, up to, frames.
        self._asked: tuple[int, int, list[Frame]] = (0, 0, [])
        self._fetch = fetch
        self._fetch_changes = fetch_changes
        self._timer: asyncio.TimerHandle | None = None

    # Who is here

    def enter(self, line: Line, place: Place) -> None:
        """From now on the line hears what is said here."""
        self.lines[line] = place
        line.topics[self.id] = place
        self.sort(line)

    def leave(self, line: Line) -> Place | None:
        """The line hears nothing more of this room. Returns its place, if it had one."""
        line.topics.pop(self.id, None)
        self._plain.discard(line)
        self._careful.discard(line)
        return self.lines.pop(line, None)

    def sort(self, line: Line) -> None:
        """Know again whether this line must be spared somebody's words."""
        if line in self.lines:
            careful = bool(line.blocked or line.blocked_by)
            (self._careful if careful else self._plain).add(line)
            (self._plain if careful else self._careful).discard(line)

    # What is said

    def say(self, news: Iterable[Said]) -> None:
        """Take what was stored, in whatever order it comes, and deliver what is next."""
        ready = []
        for said in news:
            if said.seq == self.last + 1:
                ready.append(self._early.pop(said.seq, said))  # it may have changed before it came
                self.last = said.seq
            elif said.seq > self.last:
                self._early.setdefault(said.seq, said)
        while self._early and (said_next := self._early.pop(self.last + 1, None)):
            ready.append(said_next)
            self.last = said_next.seq
        if ready:
            self._deliver(ready)
        if self._early:
            self._early = {seq: said for seq, said in self._early.items() if seq > self.last}
        if self._early and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._miss)

    def is_at(self, seq: int, revision: int) -> None:
        """Learn how far the conversation is; fetch what is missing here."""
        if seq > self.last:
            self._fetch(self)
        if revision > self.revision:
            self._fetch_changes(self)

    def change(self, changed: Changed) -> None:
        """Tell everyone what became of a message (removed, edited, shown again, reacted to)."""
        if changed.revision <= self.revision:
            return  # what is newer has been told
        if changed.revision == self.revision + 1:
            self.revision = changed.revision
        else:
            self._fetch_changes(self)  # one before it is still missing: all of them come in their order
        was_said = changed.seq <= self.last
        self._keep(changed)
        if was_said:
            self._tell_changed(changed)

    def catch_up(self, changes: Iterable[Changed]) -> None:
        """The same for what was read from the database, in the order of the revisions."""
        for changed in changes:
            self._keep(changed)
            if changed.revision > self.revision:
                self.revision = changed.revision
                self._tell_changed(changed)

    def _keep(self, changed: Changed) -> None:
        """Who comes back later gets it as it is now: as a message, or as the mark where one was."""
        kind = changed.frame["type"]
        if kind == "reacted":
            return
        self._asked = (0, 0, [])
        told = changed.frame if kind == "removed" else _plain_message(changed.frame)
        now = Said(changed.seq, 0 if kind == "removed" else changed.member_id, encode(told))
        if changed.seq > self.last:  # its first words are still on their way, and shall not be heard
            self._early[changed.seq] = now
            self.say(())
            return
        for n, said in enumerate(self.memory):
            if said.seq == changed.seq:
                self.memory[n] = now

    def _tell_changed(self, changed: Changed) -> None:
        everyone = made(changed.frame)
        for line in self._plain:
            line.hear(everyone)
        for line in self._careful:
            own = changed.told_to(line.blocked)
            if own is not None:
                line.hear(everyone if own is changed.frame else made(own))

    def tell(self, frame: Frame, *, about: int = 0, but: int = 0) -> None:
        """Send a sign, which has no number, to everyone who meets ``about``, and not to the one ``but``.

        Both are member ids; 0 is nobody.
        """
        for line in self._plain:
            if line.member_id != but:
                line.hear(frame)
        for line in self._careful:
            if line.meets(about) and line.member_id != but:
                line.hear(frame)

    # Catching up

    def covers(self, since: int) -> bool:
        """Tell whether everything after ``since`` is in the memory."""
        return since >= self.last or bool(self.memory and self.memory[0].seq <= since + 1)

    def remember(self, older: Iterable[Said]) -> None:
        """Put older messages before what is in the memory; they must join up with it."""
        self._asked = (0, 0, [])
        first = self.memory[0].seq if self.memory else self.last + 1
        for said in sorted(older, reverse=True):
            if said.seq == first - 1:
                self.memory.appendleft(said)
                first = said.seq

    def after(self, since: int, line: Line) -> list[Frame]:
        """Return what was said after ``since``, as this line may hear it. Call it only where the memory covers it.

        A thousand who come back at once, from the same number, get the same frames.
        """
        if line.blocked:
            return batched([self._for(line, said) for said in self.memory if said.seq > since])
        if self._asked[:2] != (since, self.last):
            self._asked = since, self.last, batched([said.text for said in self.memory if said.seq > since])
        return self._asked[2]

    # Within

    def _deliver(self, ready: list[Said]) -> None:
        memory = self.memory
        memory.extend(ready)
        while len(memory) > LONGEST_MEMORY:
            memory.popleft()
        frames = batched([said.text for said in ready])
        for frame in frames:
            for line in self._plain:
                line.hear(frame)
        if self._careful:
            authors = {said.member_id for said in ready}
            for line in self._careful:
                own = frames
                if not line.blocked.isdisjoint(authors):
                    own = batched([self._for(line, said) for said in ready])
                for frame in own:
                    line.hear(frame)

    def _for(self, line: Line, said: Said) -> str:
        if said.member_id in line.blocked:
            return encode(removed_frame(self.id, said.seq))
        return said.text

    def _miss(self) -> None:
        self._timer = None
        if self._early:
            self._fetch(self)


def _plain_message(frame: dict[str, Any]) -> dict[str, Any]:
    """The message without its signs: how many they are is not the same for everyone, and is told as a change."""
    return {name: value for name, value in frame.items() if name != "reactions"} | {"type": "message"}
