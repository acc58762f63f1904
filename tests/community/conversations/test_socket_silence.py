"""Whose place or session has ended hears nothing more: at once, in both processes, and not by asking for it later."""

import asyncio
import threading
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from allauth.usersessions.models import UserSession
from asgiref.sync import sync_to_async
from django.db import connection, transaction

from community.conversations import actions
from community.conversations.models import Conversation
from community.members.actions import block, end_account, end_session
from community.members.models import Member
from community.members.sessions import SessionStore
from groups.roster.actions import found_group, join, remove
from groups.roster.queries import conversation_of

do = sync_to_async


@pytest.fixture
def leave_ways(alba: Member, bruno: Member, carmen: Member, cookies: dict[str, str]) -> dict[str, Callable[[], Any]]:
    """How somebody's hearing ends, each through the deed that does it in life. `talk` is their group's."""
    group = found_group(
        by=carmen, slug="evening-circle", name="Evening Circle", kind="support", entry="open", known_as="Carmen"
    )
    place = join(group, by=alba, name="Alba")
    join(group, by=bruno, name="Bruno")
    session = UserSession.objects.create(
        user=alba, session_key=cookies["alba"].split("=")[1], ip="127.0.0.1", user_agent="Another device"
    )
    return {
        "talk": lambda: conversation_of(group),
        "removed from the group": lambda: remove(place, by=carmen, reason="Three times this week."),
        "the conversation closed": lambda: actions.close_conversation(conversation_of(group)),
        "account ended": lambda: end_account(alba),
        "session ended on another device": lambda: end_session(session),
    }


SILENT = {
    "removed from the group": ("left", 404),
    "the conversation closed": ("ended", 200),
    "account ended": (4401, 401),
    "session ended on another device": (4401, 401),
}


@pytest.mark.parametrize("way", SILENT)
async def test_nothing_more_is_heard_in_either_process(start_site, open_page, leave_ways, cookies, way):
    code, status = SILENT[way]
    talk = await do(leave_ways["talk"])()
    sites = [start_site(1), start_site(2)]
    mine = [await open_page(site, "alba") for site in sites]
    other = await open_page(sites[1], "bruno")
    for page in (*mine, other):
        await page.watch(talk.pk)
    await other.post(talk.pk, "while all hear")
    for page in mine:
        await page.hear("message", body="while all hear")

    began = asyncio.get_running_loop().time()
    await do(leave_ways[way])()
    for page in mine:
        if code == 4401:
            assert await page.closed() == code
        else:
            assert (await page.hear("closed"))["code"] == code
    assert asyncio.get_running_loop().time() - began < 2, "at once"
    said = await other.post(talk.pk, "among us")
    assert said["type"] == ("refused" if code == "ended" else "posted")

    for page, site in zip(mine, sites, strict=True):
        if code != 4401:
            assert await page.everything(0.3) == []
            await page.say(type="watch", conversation=talk.pk, since=0, revision=0)
            heard = await page.everything(0.4)
            assert [frame["type"] for frame in heard] == ["closed"]
        again = await open_page(site, "alba")
        if code == 4401:
            assert await again.closed() == 4401
        else:
            await again.say(type="watch", conversation=talk.pk, since=0)
            assert [frame["type"] for frame in await again.everything(0.4)] == ["closed"]
        async with httpx.AsyncClient(base_url=site.url, headers={"Cookie": cookies["alba"]}) as browser:
            for asked in ("since=0", "before=99", "after=0", "from=1&to=9"):
                headers = {"Accept": "application/json"}
                answer = await browser.get(f"/conversations/{talk.pk}/messages/?{asked}", headers=headers)
                assert answer.status_code == status
                assert "among us" not in answer.text
    if code != "ended":
        assert await other.hear("message", body="among us")


async def test_the_blocked_are_not_heard_by_asking_either(start_site, open_page, talk, cookies, eli, bruno):
    sites = [start_site(1), start_site(2)]
    mine = [await open_page(site, "eli") for site in sites]
    other = await open_page(sites[0], "bruno")
    for page in (*mine, other):
        await page.watch(talk.pk)
    await do(block)(eli, bruno, known_as="Bruno")
    await asyncio.sleep(0.5)
    assert (await other.post(talk.pk, "do you hear me"))["type"] == "posted"
    for page, site in zip(mine, sites, strict=True):
        assert [frame["type"] for frame in await page.everything(0.4, "message", "removed")] == ["removed"]
        await page.watch(talk.pk, since=0, revision=0)
        assert [frame["type"] for frame in page.heard if frame["type"] in {"message", "changed"}] == []
        async with httpx.AsyncClient(base_url=site.url, headers={"Cookie": cookies["eli"]}) as browser:
            headers = {"Accept": "application/json"}
            answer = await browser.get(f"/conversations/{talk.pk}/messages/?since=0", headers=headers)
            assert "message" not in {frame["type"] for frame in answer.json()["messages"]}
            assert "do you hear me" not in answer.text


async def test_a_session_that_ends_while_its_line_comes_in(live_site, talk, open_page, cookies):
    """It still held when it was asked for, and nobody here was listening yet when its end was told."""
    await (await open_page(live_site, "bruno")).watch(talk.pk)
    holding, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE community_member IN ACCESS EXCLUSIVE MODE")
            holding.set()
            let_go.wait(20)
        connection.close()

    def somebody_waits() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            return bool(cursor.fetchone()[0])

    thread = threading.Thread(target=hold)
    thread.start()
    await do(holding.wait)(5)
    coming = asyncio.create_task(open_page(live_site, "alba"))
    while not await do(somebody_waits)():
        await asyncio.sleep(0.05)
    key = cookies["alba"].split("=")[1]
    await do(SessionStore(key).delete)(key)
    await asyncio.sleep(0.3)
    let_go.set()
    assert await (await coming).closed(patience=5) == 4401
    thread.join()


async def test_nobody_posts_by_hand_after_the_end(start_site, open_page, leave_ways, cookies):
    talk: Conversation = await do(leave_ways["talk"])()
    await do(leave_ways["removed from the group"])()
    for number in (1, 2):
        async with httpx.AsyncClient(base_url=start_site(number).url, headers={"Cookie": cookies["alba"]}) as browser:
            words = {"body": "still here", "client_id": str(uuid.uuid4())}
            assert (await browser.post(f"/conversations/{talk.pk}/messages/", json=words)).status_code == 404
