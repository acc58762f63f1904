"""The clock of text meetings in one process: it knows those of the rooms that are watched here, and rings.

While no meeting is on it asks nothing. All state is in the database: a ring calls an action that changes a row once,
so any number of processes may ring at the same time (and the beat does where no page is open).
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog
from django.db import connection
from django.utils import timezone

from community.conversations import floors
from community.conversations.actions.floor import look_for_host, touch_host
from community.conversations.actions.turns import end_share
from community.conversations.floors import FloorNow, closed_frame
from community.conversations.rooms import Room
from community.kit.live_frames import Frame, frame
from community.kit.live_line import Line

if TYPE_CHECKING:
    from community.conversations.engine import Engine

log = structlog.get_logger(__name__)

TICK_SECONDS = 1.0
#: A host whose line is open is remembered so often.
TOUCH = timedelta(seconds=10)
#: Without a host it is looked for one so often.
LOOK = timedelta(seconds=3)


class FloorClock:
    """One an engine. ``standing`` holds the meetings of the rooms that are open in this process."""

    def __init__(self, engine: "Engine") -> None:
        self.engine = engine
        self.standing: dict[int, FloorNow] = {}
        self._changes: dict[int, int] = {}
        self._looked: dict[int, datetime] = {}
        self._ticking: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live-floor")

    # Knowing

    async def know(self, conversation_id: int) -> FloorNow | None:
        """Ask how the meeting stands, and return it. An answer that is older than other news is asked again."""
        while True:
            changes = self._changes.get(conversation_id, 0)
            ask = partial(floors.standing, conversation_ids=[conversation_id])
            floor: FloorNow | None = (await self.engine.questions.ask(ask)).get(conversation_id)
            if self._changes.get(conversation_id, 0) == changes:
                self._keep(conversation_id, floor)
                return floor

    def changed(self, conversation_id: int) -> None:
        """Something has changed: ask, and tell the pages here."""
        self._changes[conversation_id] = self._changes.get(conversation_id, 0) + 1
        self.engine.spawn(self._tell_changed(conversation_id))

    def forget(self, conversation_id: int) -> None:
        """The room is no longer open here."""
        self._keep(conversation_id, None)
        self._changes.pop(conversation_id, None)

    async def look_again(self) -> None:
        """Compare with the database, in one question for all rooms, and tell where it has become another."""
        ids = list(self.engine.rooms)
        if not ids:
            return
        found = await self.engine.questions.ask(partial(floors.standing, conversation_ids=ids))
        for conversation_id in ids:
            before, after = self.standing.get(conversation_id), found.get(conversation_id)
            if (before and _shown(before)) != (after and _shown(after)):
                self.changed(conversation_id)

    def _keep(self, conversation_id: int, floor: FloorNow | None) -> None:
        if floor is None:
            self.standing.pop(conversation_id, None)
            self._looked.pop(conversation_id, None)
            return
        self.standing[conversation_id] = floor
        if self._ticking is None or self._ticking.done():
            self._ticking = self.engine.loop.create_task(self._tick())

    # Telling

    def frame_for(self, line: Line, conversation_id: int) -> dict[str, object] | None:
        """Return the meeting as this line gets it; None: none is on."""
        floor = self.standing.get(conversation_id)
        return _now(floor).spared(line.blocked).frame() if floor else None

    async def _tell_changed(self, conversation_id: int) -> None:
        await self.know(conversation_id)
        if room := self.engine.rooms.get(conversation_id):
            self._tell(room)

    def _tell(self, room: Room) -> None:
        everyone: Frame | None = None
        for line in tuple(room.lines):
            if line.blocked:
                line.hear(frame(self.frame_for(line, room.id) or closed_frame(room.id)))
                continue
            everyone = everyone or frame(self.frame_for(line, room.id) or closed_frame(room.id))
            line.hear(everyone)

    def tell_one(self, line: Line, conversation_id: int) -> None:
        """Tell one line, now that it meets others than before."""
        if told := self.frame_for(line, conversation_id):
            line.hear(frame(told))

    # Ringing

    async def _tick(self) -> None:
        """Ring while a meeting is on."""
        while self.standing:
            await asyncio.sleep(TICK_SECONDS)
            for conversation_id, floor in list(self.standing.items()):
                try:
                    await self._look_at(conversation_id, floor)
                except Exception as error:  # the database is away, perhaps: the next tick rings again
                    log.warning("live.floor_not_kept", error=type(error).__name__, exc_info=error)

    async def _look_at(self, conversation_id: int, floor: FloorNow) -> None:
        room = self.engine.rooms.get(conversation_id)
        if room is None:
            self.forget(conversation_id)
            return
        now = timezone.now()
        if floor.speaker and floor.until and floor.until <= now:
            done = await self._do(partial(end_share, floor.id, speaker=floor.speaker.id))
            if not done:  # another process was first, and its news may be lost
                await self._tell_changed(conversation_id)
        if any(line.member_id == floor.host.member_id for line in room.lines):
            if now - floor.host_seen_at > TOUCH:
                await self._do(partial(touch_host, floor.id, host=floor.host.id))
                await self._look_for_host(room)
        elif _now(floor).host_away and now - self._looked.get(conversation_id, floor.host_seen_at) > LOOK:
            await self._look_for_host(room)

    async def _look_for_host(self, room: Room) -> None:
        """Where the host is away, look for another among those who are here; pages are told when it begins and ends."""
        before = self.standing.get(room.id)
        floor = await self.know(room.id)  # the host may be here for another process, and its news lost
        known = floor is not None and before is not None and _shown(before) == _shown(floor)
        if floor is None or not floor.host_away:
            if self._looked.pop(room.id, None) or not known:
                self._tell(room)
            return
        begins = room.id not in self._looked
        self._looked[room.id] = floor.now
        if begins:  # it may have been the database that was away: the host's own process says so before the next look
            self._tell(room)
            return
        here = [person[1] for person in self.engine.presences[room.id].people()]
        await self._do(partial(look_for_host, floor.id, here=here))

    async def _do(self, act: Callable[[], object]) -> object:
        """Do it in the clock's thread, on a connection that ends with it: this is rare."""

        def do() -> object:
            try:
                return act()
            finally:
                connection.close()

        return await self.engine.loop.run_in_executor(self._thread, do)


def _now(floor: FloorNow) -> FloorNow:
    return floor._replace(now=timezone.now())


def _shown(floor: FloorNow) -> tuple[object, ...]:
    return (floor.id, floor.host, floor.speaker, floor.until, floor.queue)
