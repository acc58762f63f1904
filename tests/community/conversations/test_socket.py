"""The live line, over real sockets to a real server."""

import asyncio
import uuid

import pytest
import websockets
from asgiref.sync import sync_to_async

from community.conversations import actions


async def test_what_one_says_the_other_hears_once(live_site, talk, open_page):
    alba, bruno = await open_page(live_site, "alba"), await open_page(live_site, "bruno")
    assert (await alba.watch(talk.pk))["seq"] == 0
    await bruno.watch(talk.pk)
    mark = str(uuid.uuid4())
    posted = await alba.post(talk.pk, "Day **128**", client_id=mark)
    assert posted == {
        "type": "posted",
        "conversation": talk.pk,
        "client_id": mark,
        "id": posted["id"],
        "seq": 1,
    }
    message = await bruno.hear("message")
    assert message["body"] == "Day **128**"
    assert message["html"] == "<p>Day <strong>128</strong></p>"
    assert (message["seq"], message["id"], message["client_id"]) == (1, posted["id"], mark)
    assert set(message) == {
        *("type", "conversation", "seq", "id", "client_id", "author", "name", "hue", "sent_at", "body", "html"),
        "reply_to",
    }
    again = await alba.post(talk.pk, "Day **128**", client_id=mark)
    assert again == posted
    assert await bruno.everything(0.3, "message") == []


async def test_a_stranger_hears_and_says_nothing(live_site, talk, open_page):
    alba, dara = await open_page(live_site, "alba"), await open_page(live_site, "dara")
    await dara.say(type="watch", conversation=talk.pk, since=0)
    closed = await dara.hear("closed")
    assert (closed["conversation"], closed["code"]) == (talk.pk, "not_yours")
    refused = await dara.post(talk.pk)
    assert (refused["type"], refused["code"]) == ("refused", "not_yours")
    await alba.post(talk.pk)
    assert await dara.everything() == []


async def test_who_is_not_signed_in_is_told_so(live_site, talk, open_page):
    page = await open_page(live_site, "session=nonsense")
    assert await page.closed() == 4401


async def test_another_origin_is_turned_away(live_site, talk, open_page):
    with pytest.raises(websockets.InvalidStatus) as turned:
        await open_page(live_site, "alba", origin="https://elsewhere.example")
    assert turned.value.response.status_code == 403


async def test_many_at_once_are_heard_in_one_order_by_all(live_site, talk, open_page):
    pages = [await open_page(live_site, who) for who in ("alba", "bruno", "eli")]
    for page in pages:
        await page.watch(talk.pk)
    for n in range(40):
        for page in pages:
            await page.say(type="post", conversation=talk.pk, client_id=str(uuid.uuid4()), body=f"{n}")
    for page in pages:
        heard = [await page.hear("message") for _ in range(120)]
        assert [message["seq"] for message in heard] == list(range(1, 121))
    assert max(max(page.writes) for page in pages) > 1, "what was stored together is written together"


async def test_two_processes_hear_each_other_in_one_order(start_site, talk, open_page):
    here, there = await open_page(start_site(1), "alba"), await open_page(start_site(2), "bruno")
    await here.watch(talk.pk)
    await there.watch(talk.pk)
    for n in range(50):
        for page in (here, there):
            await page.say(type="post", conversation=talk.pk, client_id=str(uuid.uuid4()), body=f"{n}")
    heard = [[await page.hear("message") for _ in range(100)] for page in (here, there)]
    assert heard[0] == heard[1]
    assert [message["seq"] for message in heard[0]] == list(range(1, 101))


async def test_a_retry_in_two_processes_at_once_is_one_message(start_site, talk, open_page):
    pages = [await open_page(start_site(number), "alba") for number in (1, 2, 1, 2)]
    for n in range(1, 21):
        mark = str(uuid.uuid4())
        answers = await asyncio.gather(*(page.post(talk.pk, "again and again", client_id=mark) for page in pages))
        assert [answer["seq"] for answer in answers] == [n] * 4
        assert len({answer["id"] for answer in answers}) == 1


async def test_who_comes_back_hears_what_was_missed(live_site, talk, open_page):
    alba = await open_page(live_site, "alba")
    await alba.watch(talk.pk)
    for n in range(5):
        await alba.post(talk.pk, f"{n}")
    bruno = await open_page(live_site, "bruno")
    watching = await bruno.watch(talk.pk, since=2)
    assert [frame["seq"] for frame in bruno.heard if frame["type"] == "message"] == [3, 4, 5]
    assert (watching["seq"], watching.get("reload")) == (5, None)
    assert (await bruno.watch(talk.pk, since=5))["seq"] == 5
    assert (await bruno.watch(talk.pk))["seq"] == 5
    assert (await bruno.watch(talk.pk, since=99))["seq"] == 5


async def test_who_missed_too_much_loads_the_page_again(live_site, talk, open_page, alba):
    from community.conversations.storing import Draft

    drafts = [Draft(talk.pk, alba.pk, uuid.uuid4(), f"{n}", f"<p>{n}</p>") for n in range(600)]
    await sync_to_async(actions.post_many)(drafts)
    bruno = await open_page(live_site, "bruno")
    watching = await bruno.watch(talk.pk, since=0)
    assert watching["reload"] is True
    assert [frame for frame in bruno.heard if frame["type"] == "message"] == []
    await bruno.watch(talk.pk, since=100)
    heard = [await bruno.hear("message") for _ in range(500)]
    assert [message["seq"] for message in heard] == list(range(101, 601))


async def test_a_killed_server_loses_nothing(live_site, talk, open_page):
    alba, bruno = await open_page(live_site, "alba"), await open_page(live_site, "bruno")
    await bruno.watch(talk.pk)
    marks = [str(uuid.uuid4()) for _ in range(30)]
    for n, mark in enumerate(marks):
        await alba.say(type="post", conversation=talk.pk, client_id=mark, body=f"{n}")
    await alba.hear("posted")
    await sync_to_async(live_site.kill)()
    assert await alba.closed() == 1006
    await sync_to_async(live_site.start)()
    alba, bruno = await open_page(live_site, "alba"), await open_page(live_site, "bruno")
    answers = [await alba.post(talk.pk, f"{n}", client_id=mark) for n, mark in enumerate(marks)]
    assert sorted(answer["seq"] for answer in answers) == list(range(1, 31))
    await bruno.watch(talk.pk, since=0)
    messages = [frame for frame in bruno.heard if frame["type"] == "message"]
    assert [message["seq"] for message in messages] == list(range(1, 31))
    assert {message["client_id"] for message in messages} == set(marks)


async def test_an_idle_line_stays(start_site, talk, open_page):
    """The layer's Redis client would drop what is silent for five seconds, if it were let."""
    here, there = await open_page(start_site(1), "alba"), await open_page(start_site(2), "bruno")
    await here.watch(talk.pk)
    await there.watch(talk.pk)
    await here.hear("here", count=2)
    await there.everything(0.5)
    assert await there.everything(6.5) == [], "nothing at all goes over an idle line"
    began = asyncio.get_running_loop().time()
    await here.post(talk.pk, "still here")
    assert (await there.hear("message"))["body"] == "still here"
    assert asyncio.get_running_loop().time() - began < 1


async def test_ping_is_answered(live_site, talk, open_page):
    alba = await open_page(live_site, "alba")
    await alba.say(type="ping")
    assert await alba.hear("pong") == {"type": "pong"}


async def test_who_is_here_who_writes_who_has_read(start_site, talk, open_page):
    alba, bruno = await open_page(start_site(1), "alba"), await open_page(start_site(2), "bruno")
    me = (await alba.watch(talk.pk))["you"]
    await bruno.watch(talk.pk)
    here = await alba.hear("here", count=2)
    assert {person["name"] for person in here["here"]} == {"Alba", "Bruno"}
    assert await bruno.hear("here", count=2)
    await alba.say(type="typing", conversation=talk.pk)
    typing = await bruno.hear("typing")
    assert (typing["author"], typing["name"]) == (me, "Alba")
    await bruno.post(talk.pk, "Hello")
    await alba.hear("message")
    await alba.say(type="seen", conversation=talk.pk, seq=1)
    assert await bruno.hear("seen") == {"type": "seen", "conversation": talk.pk, "author": me, "seq": 1}
    assert [frame["type"] for frame in await alba.everything(0.3, "typing", "seen")] == []
    await bruno.close()
    assert [person["name"] for person in (await alba.hear("here", count=1))["here"]] == ["Alba"]


async def test_what_was_read_is_kept(live_site, talk, open_page, alba, bruno):
    await sync_to_async(actions.post)(talk, by=bruno, body="Hello", client_id=uuid.uuid4())
    page = await open_page(live_site, "alba")
    await page.watch(talk.pk)
    await page.say(type="seen", conversation=talk.pk, seq=7)
    for _ in range(40):
        if not await sync_to_async(actions.unread_counts)(alba):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("the mark was not kept")


async def test_unwatch_ends_it_and_watch_begins_again(live_site, talk, open_page):
    alba, bruno = await open_page(live_site, "alba"), await open_page(live_site, "bruno")
    await bruno.watch(talk.pk)
    await bruno.say(type="unwatch", conversation=talk.pk)
    await bruno.say(type="ping")
    await bruno.hear("pong")
    await alba.post(talk.pk)
    assert await bruno.everything(0.3, "message") == []
    await bruno.watch(talk.pk, since=0)
    assert (await bruno.hear("message"))["seq"] == 1


async def test_who_speaks_has_read_so_far(live_site, talk, open_page, alba, bruno):
    await sync_to_async(actions.post)(talk, by=bruno, body="Hello", client_id=uuid.uuid4())
    page = await open_page(live_site, "alba")
    assert await sync_to_async(actions.unread_counts)(alba) == {"group:1": 1}
    await page.post(talk.pk, "Hello, Bruno")
    for _ in range(40):
        if not await sync_to_async(actions.unread_counts)(alba):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("the mark was not kept")
