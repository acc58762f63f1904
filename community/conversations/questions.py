"""What the engine asks the database, from the event loop: the statements run in threads of their own.

However long the database is away, an answer waits for it; nobody is told a wrong one meanwhile.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

import psycopg2
import structlog

from community.conversations import reading
from community.conversations.reading import Entitled
from community.kit.live_gather import Gatherer, OwnConnection

log = structlog.get_logger(__name__)


class Asked(NamedTuple):
    """A question, and who waits for its answer."""

    what: Any
    answer: asyncio.Future[Any]


class Questions:
    """Two threads: one for who may hear what, many in one statement; one for everything else, in turn."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._entitled: Gatherer[Asked] = Gatherer("live-entitled", self._answer_entitled)
        self._reader: Gatherer[Asked] = Gatherer("live-reader", self._answer_each)

    async def entitled(self, conversation_id: int, member_id: int) -> Entitled | None:
        """Return as whom the member may hear the conversation now; None: not at all."""
        answer: Entitled | None = await self._ask(self._entitled, (conversation_id, member_id))
        return answer

    async def ask(self, work: Callable[[Any], Any]) -> Any:
        """Return what ``work(cursor)`` returns, done in the reading thread."""
        return await self._ask(self._reader, work)

    async def _ask(self, whom: Gatherer[Asked], what: Any) -> Any:
        answer: asyncio.Future[Any] = self._loop.create_future()
        whom.put(Asked(what, answer))
        return await answer

    def _answer_entitled(self, own: OwnConnection, asked: list[Asked]) -> None:
        pairs = [one.what for one in asked]
        try:
            answers = _persist(own, lambda cursor: reading.entitled(cursor, pairs))
        except Exception as error:
            self._give([(one.answer, error) for one in asked])
        else:
            self._give([(one.answer, answer) for one, answer in zip(asked, answers, strict=True)])

    def _answer_each(self, own: OwnConnection, asked: list[Asked]) -> None:
        for one in asked:
            try:
                answer = _persist(own, one.what)
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
            self._loop.call_soon_threadsafe(give)


def _persist(own: OwnConnection, work: Callable[[Any], Any]) -> Any:
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
