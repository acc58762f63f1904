"""Fifty people talk while every part of the house is killed in turn; nobody loses a word, nobody hears one twice."""

import asyncio
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import httpx
import pytest
from django.db import connection

from bench.soak.member import Member
from community.conversations import actions
from community.conversations.models import Conversation, Message
from community.members.models import Member as Person
from config.embedded.child import Child
from tests.community.conversations.talking import Page, signed_in
from tests.harness.own_servers import OwnPostgres, OwnServer, OwnValkey
from tests.harness.plugin import GROUND
from tests.harness.processes import Process, Site, worker_process

pytestmark = pytest.mark.timeout(240)

PEOPLE = 50
ONE_SPEAKS_EVERY = 2.0
PARTS = ("site", "worker", "valkey", "postgres")


class Voice(Member):
    """One member's page. Remembers what it showed, and what it was told is not stored."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.shown: dict[int, tuple[str, str]] = {}
        self.unsent: dict[str, str] = {}

    async def _take(self, frame: dict[str, Any], url: str) -> None:
        if frame["type"] == "refused":
            self.unsent[frame["client_id"]] = self.unanswered[frame["client_id"]]
        elif frame["type"] == "message":
            self.shown.setdefault(frame["seq"], (frame["client_id"], frame["body"]))
        await super()._take(frame, url)

    async def send_again(self) -> None:
        """Do what a person does who reads that something was not sent."""
        again, self.unsent = self.unsent, {}
        self.unanswered |= again
        for mark, body in again.items():
            await self._send_post(mark, body)


class House(NamedTuple):
    """Two sites, a worker, and servers of their own."""

    sites: list[Site]
    worker: Process
    valkey: OwnValkey
    postgres: OwnPostgres

    async def pull_down(self, part: str, *, gone: float) -> None:
        """Kill a part; start it again after ``gone`` seconds; return once it does its work."""
        if part in ("valkey", "postgres"):
            server: OwnServer = getattr(self, part)
            server.kill()
            await asyncio.sleep(gone)
            await come_back(server.begin, lambda: server.child.alive, server.server.answers)
        else:
            process = self.sites[0] if part == "site" else self.worker
            process.kill()
            process.log.write_text("")  # what a worker said before does not count
            await asyncio.sleep(gone)
            await come_back(lambda: Child.start(process), lambda: process.alive, process.ready)


async def come_back(start: Callable[[], None], lives: Callable[[], bool], ready: Callable[[], bool]) -> None:
    """Start it, again where it ends at once (a killed server's children need a moment), until it is ready."""
    async with asyncio.timeout(60):
        while True:
            start()
            while await asyncio.to_thread(lives):
                if await asyncio.to_thread(ready):
                    return
                await asyncio.sleep(0.1)
            await asyncio.sleep(0.2)


@pytest.fixture
def house(transactional_db: None, pytestconfig: pytest.Config) -> Iterator[House]:
    valkey, postgres = OwnValkey(), OwnPostgres(pytestconfig.stash[GROUND].remembered)
    sites, worker = [Site(5), Site(6)], worker_process(5)
    try:
        valkey.start()
        postgres.start()
        with postgres.lent():
            for process in [*sites, worker]:
                process.environment |= {"REDIS_URL": valkey.url, "DATABASE_URL": postgres.url}  # type: ignore[operator]
                Child.start(process)
            for process in [*sites, worker]:
                process.wait_until(process.ready, patience=60)
            yield House(sites, worker, valkey, postgres)
    finally:
        for process in [*sites, worker]:
            process.kill()
        valkey.clear()
        postgres.clear()


def people(conversation: Conversation) -> list[str]:
    """Fill the conversation; return a Cookie header for each."""
    cookies = []
    for n in range(PEOPLE):
        person = Person.objects.create_user(f"voice-{n}@example.org", name=f"Voice {n}")
        actions.admit(conversation, person, name=person.name, hue=n % 8)
        cookies.append(signed_in(person))
    return cookies


async def until(done: Callable[[], bool], patience: float) -> bool:
    """Return whether it came to be."""
    end = asyncio.get_running_loop().time() + patience
    while not done() and asyncio.get_running_loop().time() < end:
        await asyncio.sleep(0.1)
    return done()


def at_rest(voices: list[Voice]) -> bool:
    """Tell whether everything was answered and everyone has heard as much."""
    return not any(voice.unanswered for voice in voices) and len({voice.last for voice in voices}) == 1


def has_a_worker(site: Site) -> bool:
    """Tell whether the worker gives its signs, through the Valkey that came back. Nobody beats here."""
    parts = httpx.get(f"{site.url}/readyz", timeout=5).json()
    return {name for name, state in parts.items() if state == "ok"} == {"database", "redis", "worker"}


async def talk_while_it_falls(house: House, voices: list[Voice]) -> int:
    """Return how many were told that something was not stored."""
    living = [asyncio.create_task(voice.live()) for voice in voices]
    assert await until(lambda: all(voice.line for voice in voices), 20)
    talking = [asyncio.create_task(voice.talk(ONE_SPEAKS_EVERY)) for voice in voices]
    for part in PARTS:
        await asyncio.sleep(1.5)
        before = sum(len(voice.answered) for voice in voices)
        await house.pull_down(part, gone=9 if part == "postgres" else 0.5)
        assert await until(lambda: sum(len(voice.answered) for voice in voices) > before + PEOPLE, 30), part  # noqa: B023
    for task in talking:
        task.cancel()
    await until(lambda: not any(voice.unanswered for voice in voices), 30)
    assert await until(lambda: has_a_worker(house.sites[0]), 20), "the worker found the queue again"
    told = sum(len(voice.unsent) for voice in voices)
    for voice in voices:
        await voice.send_again()
    assert await until(lambda: at_rest(voices), 30), [(voice.last, len(voice.unanswered)) for voice in voices]
    for task in living:
        task.cancel()
    await asyncio.wait(living)
    return told


async def come_anew(voice: Voice, last: int) -> list[tuple[int, str, str]]:
    """Return what a new page of this member gets as the history since ``last``."""
    page = await Page.open(random.choice(voice.urls), voice.cookie)
    await page.watch(voice.conversation, since=last)
    await page.close()
    return [(frame["seq"], frame["client_id"], frame["body"]) for frame in page.heard if frame["type"] == "message"]


def test_nobody_loses_a_word_while_every_part_is_killed(house: House) -> None:
    conversation = actions.open_conversation("group:1", title="Evening Circle")
    urls = [site.url for site in house.sites]
    voices = [Voice(n, cookie, conversation.pk, urls) for n, cookie in enumerate(people(conversation))]
    told = asyncio.run(talk_while_it_falls(house, voices))
    connection.close()  # its server was killed

    rows = list(
        Message.objects.filter(conversation=conversation).order_by("seq").values_list("seq", "client_id", "body")
    )
    stored = [(seq, str(mark), body) for seq, mark, body in rows]
    seqs = [seq for seq, _, _ in stored]
    assert seqs == list(range(1, len(stored) + 1)), "one order without a gap"
    marks = [mark for _, mark, _ in stored]
    assert len(set(marks)) == len(marks)
    for voice in voices:
        assert not voice.unanswered
        assert set(voice.refused) <= {"later"}
        assert {mark: marks.index(mark) + 1 for mark in voice.answered} == voice.answered
        assert voice.heard == seqs, "every page showed every number once, in order"
        assert all((seq, *shown) == stored[seq - 1] for seq, shown in voice.shown.items())
    assert sum(len(voice.answered) for voice in voices) == len(stored), "nothing was stored that nobody was told of"
    assert told, "the database was away for longer than people are left without a word"

    last = max(0, len(stored) - 400)
    anew = asyncio.run(all_come_anew(voices, last))
    assert anew == [stored[last:]] * PEOPLE
    for process in house.sites:
        said = process.log.read_text(errors="replace")
        assert "live.task_failed" not in said
        assert "live.gatherer_failed" not in said


async def all_come_anew(voices: list[Voice], last: int) -> list[list[tuple[int, str, str]]]:
    return await asyncio.gather(*(come_anew(voice, last) for voice in voices))
