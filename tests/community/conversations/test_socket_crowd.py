"""Two thousand lines break off at once, and leave nothing behind."""

import asyncio
import json
import resource
from collections.abc import Iterator

import psutil
import pytest
import redis
from django.conf import settings

CROWD = 2000
AT_ONCE = 50


@pytest.fixture
def many_files() -> Iterator[None]:
    """Each line is an open file, and systems begin with 1,024 of them."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


async def watch(port: int, cookie: str, conversation: int, turn: asyncio.Semaphore) -> asyncio.StreamWriter:
    """Open a line by hand, as small as it can be, and wait until it watches."""
    async with turn:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        hello = (
            f"GET /ws/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            f"Cookie: {cookie}\r\n\r\n"
        )
        writer.write(hello.encode())
        assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
        asked = json.dumps({"type": "watch", "conversation": conversation}).encode()
        writer.write(bytes([0x81, 0x80 | len(asked), 0, 0, 0, 0]) + asked)  # masked with zeros
        await reader.readuntil(b'"watching"')
        return writer


async def test_a_mass_disconnect_leaves_no_ghost(start_site, talk, open_page, cookies, many_files):
    sites = [start_site(1), start_site(2)]
    alba, beside = await open_page(sites[0], "alba"), await open_page(sites[1], "alba")
    await alba.watch(talk.pk)
    await beside.watch(talk.pk)
    layer = redis.Redis.from_url(settings.REDIS_URL)
    process = psutil.Process(sites[1].pid)
    logs = [site.log.stat().st_size for site in sites]
    files, channels, keys = process.num_fds(), set(layer.pubsub_channels()), layer.dbsize()

    turn = asyncio.Semaphore(AT_ONCE)
    came = [watch(sites[1].port, cookies["bruno" if n % 2 else "eli"], talk.pk, turn) for n in range(CROWD)]
    crowd = await asyncio.gather(*came)
    assert process.num_fds() >= files + CROWD
    await alba.hear("here", count=3, patience=10)

    for writer in crowd:
        writer.transport.abort()
    here = await alba.hear("here", count=1, patience=15)
    assert [person["name"] for person in here["here"]] == ["Alba"]
    assert (await beside.watch(talk.pk))["count"] == 1
    assert (await beside.post(talk.pk, "a calm word"))["type"] == "posted"
    assert await alba.hear("message", body="a calm word")

    assert set(layer.pubsub_channels()) <= channels, "rooms of earlier tests may have gone meanwhile"
    assert layer.dbsize() <= keys
    async with asyncio.timeout(10):
        while process.num_fds() > files + 3:
            await asyncio.sleep(0.1)
    for site, size in zip(sites, logs, strict=True):
        said = site.log.read_bytes()[size:].decode(errors="replace")
        assert " ERROR " not in said
        assert "Traceback" not in said
    layer.close()
