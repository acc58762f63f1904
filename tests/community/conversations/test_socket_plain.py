"""The other way out: on a server that writes no ready frames, lines use plain ASGI and keep the same promises."""

import uuid
from collections.abc import Iterator

import pytest

from tests.community.conversations.talking import Page
from tests.harness.processes import Site


@pytest.fixture
def plain_site(transactional_db: None) -> Iterator[Site]:
    site = Site(9)
    at = site.program.index("--ws")
    del site.program[at : at + 2]
    site.start()
    yield site
    site.kill()


async def test_the_same_promises(plain_site, talk, cookies, open_page):
    alba, bruno = await open_page(plain_site, "alba"), await open_page(plain_site, "bruno")
    await alba.watch(talk.pk)
    await bruno.watch(talk.pk)
    for n in range(50):
        for page in (alba, bruno):
            await page.say(type="post", conversation=talk.pk, client_id=str(uuid.uuid4()), body=f"{n}")
    for page in (alba, bruno):
        heard = [await page.hear("message") for _ in range(100)]
        assert [message["seq"] for message in heard] == list(range(1, 101))
    mark = str(uuid.uuid4())
    assert await alba.post(talk.pk, client_id=mark) == await alba.post(talk.pk, client_id=mark)

    stranger = await open_page(plain_site, "session=nonsense")
    assert await stranger.closed() == 4401
    large = await open_page(plain_site, "eli")
    await large.socket.send("x" * (64 * 1024 + 1))
    assert await large.closed() == 1009

    slow = await Page.open(plain_site.url, cookies["eli"], max_queue=1)
    await slow.say(type="watch", conversation=talk.pk)
    await slow.hear("watching")
    slow.socket.transport.pause_reading()
    words = "so much to say " * 600
    for n in range(900):
        await alba.post(talk.pk, f"{n} {words}")
        await bruno.hear("message", body=f"{n} {words.strip()}")
    slow.socket.transport.resume_reading()
    assert await slow.closed(20) == 4408
    await slow.close()
