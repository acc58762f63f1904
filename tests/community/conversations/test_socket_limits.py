"""What one page and one member may send, as people are held to it; nobody else feels who sends too much."""

import asyncio
import uuid
from collections.abc import Iterator

import httpx
import pytest
from asgiref.sync import sync_to_async

from community.conversations import pace
from community.conversations.models import Message
from community.kit.pace import Pace
from config import settings
from tests.harness.processes import QUICK, Site

do = sync_to_async

AT_ONCE = settings.LIVE_POSTS_AT_ONCE


@pytest.fixture
def peoples_site(transactional_db: None) -> Iterator[Site]:
    """A site with the limits of life."""
    site = Site(4)
    for name in QUICK:
        del site.environment[name]  # type: ignore[union-attr]
    # A slow machine shall not be too slow for this test.
    site.environment |= {"LIVE_POSTS_A_SECOND": "0.15", "LIVE_FRAMES_A_SECOND": "0.5"}
    site.start()
    yield site
    site.kill()


async def test_a_flood_is_slowed_and_others_do_not_feel_it(peoples_site, talk, open_page, cookies, alba):
    flood, second = await open_page(peoples_site, "alba"), await open_page(peoples_site, "alba")
    calm = await open_page(peoples_site, "bruno")
    await calm.watch(talk.pk)

    for n in range(AT_ONCE):
        await flood.say(type="post", conversation=talk.pk, client_id=str(uuid.uuid4()), body=f"{n}")
    mark = str(uuid.uuid4())
    for page in (flood, second):  # it is the member who is slowed, not the socket
        refused = await page.post(talk.pk, "one too many", client_id=mark)
        assert (refused["code"], refused["client_id"]) == ("slow_down", mark)
        assert "still with you" in refused["reason"]
    async with httpx.AsyncClient(base_url=peoples_site.url, headers={"Cookie": cookies["alba"]}) as browser:
        address = f"/conversations/{talk.pk}/messages/"
        answer = await browser.post(address, json={"body": "by hand", "client_id": mark})
        assert (answer.status_code, answer.json()["code"]) == (422, "slow_down")
        began = asyncio.get_running_loop().time()
        assert (await calm.post(talk.pk, "a calm word"))["type"] == "posted"
        assert asyncio.get_running_loop().time() - began < 1
        assert (await browser.get("/support/")).status_code == 200
    for _try in range(60):
        answered = await flood.post(talk.pk, "one too many", client_id=mark)
        if answered["type"] == "posted":
            break
        await asyncio.sleep(0.5)
    assert answered["type"] == "posted"
    assert await do(Message.objects.filter(author__member=alba).count)() == AT_ONCE + 1

    for _ in range(settings.LIVE_FRAMES_AT_ONCE + 100):
        await flood.say(type="ping")
    assert await flood.closed(30) == 4429
    assert (await calm.post(talk.pk, "another calm word"))["type"] == "posted"
    back = await open_page(peoples_site, "alba")
    assert (await back.watch(talk.pk, since=0))["seq"] == AT_ONCE + 3


def test_what_was_typed_too_fast_is_still_in_the_form(client, talk, alba, monkeypatch):
    monkeypatch.setattr(pace, "_posts", Pace(2, 0.001))
    client.force_login(alba)
    address = f"/conversations/{talk.pk}/messages/"
    for n in range(2):
        assert client.post(address, {"body": f"{n}", "client_id": str(uuid.uuid4())}).status_code == 302
    mark = str(uuid.uuid4())
    answer = client.post(address, {"body": "still in the form", "client_id": mark})
    assert answer.status_code == 422
    assert "still in the form" in answer.content.decode()
    assert mark in answer.content.decode()
    assert "send it again in a moment" in answer.content.decode()
