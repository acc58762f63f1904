"""Servers go away and come back; nothing that was acknowledged is lost, nothing comes twice."""

import asyncio
import re
import threading
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from asgiref.sync import sync_to_async
from django.db import connection, transaction

from community.circle.actions import accept, invite
from community.conversations import actions
from community.conversations.models import Conversation, Message
from community.kit.live_gather import APPLICATION_NAME
from community.support.actions import choose
from config.embedded.child import Child
from tests.community.conversations.talking import Page
from tests.harness.own_servers import OwnValkey
from tests.harness.processes import Site

do = sync_to_async


@pytest.fixture(scope="module")
def own_valkey(django_db_setup: None) -> Iterator[OwnValkey]:
    valkey = OwnValkey()
    valkey.start()
    yield valkey
    valkey.clear()


@pytest.fixture(scope="module")
def sites_on_it(own_valkey: OwnValkey) -> Iterator[list[Site]]:
    sites = [Site(7), Site(8)]
    for site in sites:
        site.environment |= {"REDIS_URL": own_valkey.url}  # type: ignore[operator]
        Child.start(site)
    for site in sites:
        site.wait_until(site.ready, patience=60)
    yield sites
    for site in sites:
        site.kill()


@pytest.fixture
def somebody_near(alba: Any, hana: Any) -> None:
    """Alba has chosen whom to ask for help."""
    _invitation, token = invite(alba, name=hana.name)
    choose(alba, key=f"tie:{accept(token, by=hana).pk}")


@pytest.fixture
def two_sites(transactional_db: None, sites_on_it: list[Site]) -> list[Site]:
    """Two sites that hear each other through it.

    The test that kills it comes last: started again by a test, it ends with that test's thread.
    """
    return sites_on_it


async def cut_all_database_lines() -> None:
    """What a restart of PostgreSQL does to the engine."""

    def cut() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = %s",
                [APPLICATION_NAME],
            )

    await do(cut)()


async def test_the_database_goes_away_under_load(start_site, talk, open_page):
    pages = [await open_page(start_site(1 + n % 2), who) for n, who in enumerate(("alba", "bruno", "eli"))]
    for page in pages:
        await page.watch(talk.pk)
    for round_ in range(5):
        for page in pages:
            for n in range(20):
                mark = str(uuid.uuid4())
                await page.say(type="post", conversation=talk.pk, client_id=mark, body=f"{round_} {n}")
        await cut_all_database_lines()
    for heard in await asyncio.gather(*(page.everything(4, "message", "refused") for page in pages)):
        assert [frame["type"] for frame in heard if frame["type"] == "refused"] == []
        assert [frame["seq"] for frame in heard] == list(range(1, 301))
    assert await do(Message.objects.count)() == 300


async def hear_all(page: Page, *wanted: dict[str, Any], patience: float = 20) -> list[dict[str, Any]]:
    """Return the first frame that fits each, in whatever order they come."""
    found: list[dict[str, Any] | None] = [None] * len(wanted)
    async with asyncio.timeout(patience):
        while None in found:
            for frame in await page.everything(0.1):
                for n, fields in enumerate(wanted):
                    if found[n] is None and fields.items() <= frame.items():
                        found[n] = frame
    return [frame for frame in found if frame]


async def pages_do_without(site: Site, cookie: str, conversation: int) -> None:
    """Every kind of request is answered, quickly: reading, saying, asking for help, and signing in."""
    began = asyncio.get_running_loop().time()
    headers = {"Cookie": cookie, "Origin": site.url}
    async with httpx.AsyncClient(base_url=site.url, headers=headers, timeout=10) as browser:
        for path in ("/", f"/conversations/{conversation}/", "/support/"):
            assert (await browser.get(path)).status_code == 200, path
        words = {"body": "by hand", "client_id": str(uuid.uuid4())}
        answer = await browser.post(f"/conversations/{conversation}/messages/", json=words)
        assert answer.status_code == 201
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', (await browser.get("/support/")).text)
        assert token
        form = {"csrfmiddlewaretoken": token[1]}
        cookies = {"Cookie": f"{cookie}; csrftoken={browser.cookies['csrftoken']}"}
        assert (await browser.post("/support/ask/", data=form, headers=cookies)).status_code == 302
    async with httpx.AsyncClient(base_url=site.url, headers={"Origin": site.url}, timeout=10) as visitor:
        page = await visitor.get("/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert token
        form = {"csrfmiddlewaretoken": token[1], "login": "nobody@example.org", "password": "not-this-one"}
        assert (await visitor.post("/accounts/login/", data=form)).status_code in {200, 422}
    assert asyncio.get_running_loop().time() - began < 8, "nobody waits for the layer"


async def test_the_layer_answers_nobody(two_sites, own_valkey, talk, open_page, cookies, somebody_near):
    """Worse than gone: whoever asks it waits."""
    here, there = await open_page(two_sites[0], "alba"), await open_page(two_sites[1], "bruno")
    for page in (here, there):
        await page.watch(talk.pk)
    await here.post(talk.pk, "before")
    await there.hear("message", body="before")
    own_valkey.freeze()
    try:
        await here.post(talk.pk, "meanwhile")
        slow, meanwhile = {"type": "notice", "live": "slow"}, {"type": "message", "seq": 2, "body": "meanwhile"}
        await asyncio.gather(hear_all(here, slow, meanwhile), hear_all(there, slow, meanwhile))
        await pages_do_without(two_sites[0], cookies["alba"], talk.pk)
    finally:
        own_valkey.thaw()
    for page in (here, there):
        assert await page.hear("notice", patience=15, live="well")
    await asyncio.sleep(2.5)
    await here.post(talk.pk, "after")
    await there.hear("message", patience=1, body="after")


async def test_the_layer_goes_away_and_comes_back(two_sites, own_valkey, talk, open_page, cookies, eli, somebody_near):
    here, there = await open_page(two_sites[0], "alba"), await open_page(two_sites[1], "bruno")
    gone = await open_page(two_sites[1], "eli")
    for page in (here, there, gone):
        await page.watch(talk.pk)
    await here.post(talk.pk, "before")
    await there.hear("message", body="before")
    await gone.hear("message", body="before")

    await do(own_valkey.kill)()
    began = asyncio.get_running_loop().time()
    assert (await here.post(talk.pk, "meanwhile"))["seq"] == 2
    assert (await here.hear("message", body="meanwhile"))["seq"] == 2
    assert asyncio.get_running_loop().time() - began < 1, "nobody waits for the layer"
    await do(actions.dismiss)(talk, eli)
    slow = {"type": "notice", "live": "slow"}
    [told] = await hear_all(here, slow)
    assert "a little later" in told["reason"]
    await hear_all(there, slow, {"type": "message", "seq": 2, "body": "meanwhile"})
    await hear_all(gone, slow, {"type": "closed", "code": "left"})
    late = await open_page(two_sites[0], "bruno")
    assert await late.hear("notice", live="slow")
    await pages_do_without(two_sites[0], cookies["alba"], talk.pk)
    assert (await here.hear("message", body="by hand"))["seq"] == 3
    assert (await there.hear("message", patience=15, body="by hand"))["seq"] == 3

    await do(own_valkey.start)()
    for page in (here, there, gone, late):
        assert await page.hear("notice", patience=15, live="well") == {"type": "notice", "live": "well"}
    await asyncio.sleep(2.5)  # the two must show themselves to each other
    began = asyncio.get_running_loop().time()
    assert (await here.post(talk.pk, "after"))["seq"] == 4
    assert (await there.hear("message", body="after"))["seq"] == 4
    assert asyncio.get_running_loop().time() - began < 1, "live arrival is back"
    assert await gone.everything(0.3, "message") == []


async def test_a_held_conversation_keeps_no_other_waiting(live_site, talk, open_page, alba):
    """Somebody's long transaction holds one conversation; people in another do not notice."""
    other = await do(actions.open_conversation)("group:2")
    await do(actions.admit)(other, alba, name="Alba", hue=0)
    held, free = await open_page(live_site, "bruno"), await open_page(live_site, "alba")
    holding, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Conversation.objects.select_for_update().get(pk=talk.pk)
            holding.set()
            let_go.wait(10)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    await do(holding.wait)(5)
    waiting = asyncio.create_task(held.post(talk.pk, "I wait"))
    await asyncio.sleep(0.1)
    for _ in range(5):
        began = asyncio.get_running_loop().time()
        assert (await free.post(other.pk, "I do not"))["type"] == "posted"
        assert asyncio.get_running_loop().time() - began < 1
    assert not waiting.done()
    let_go.set()
    assert (await waiting)["type"] == "posted"
    thread.join()


async def test_who_sends_and_closes_the_page_has_said_it(live_site, talk, open_page):
    page, other = await open_page(live_site, "alba"), await open_page(live_site, "bruno")
    await other.watch(talk.pk)
    for n in range(200):
        await page.say(type="post", conversation=talk.pk, client_id=str(uuid.uuid4()), body=f"{n}")
    await page.close()
    heard = [await other.hear("message") for _ in range(200)]
    assert [message["body"] for message in heard] == [str(n) for n in range(200)]
