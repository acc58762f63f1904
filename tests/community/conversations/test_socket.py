"""The live line, over real sockets to a real server."""

import uuid

import pytest
import websockets


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
