"""Broken frames, slow readers and floods cost nobody else anything."""

import asyncio
import json
import uuid

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.community.conversations.talking import Page

BROKEN = [
    ("", "not_json"),
    ("{", "not_json"),
    ("[" * 5000, "not_json"),
    ("[]", "not_object"),
    ("7", "not_object"),
    ("null", "not_object"),
    ('{"type": "nonsense"}', "unknown_type"),
    ('{"type": ["watch"]}', "unknown_type"),
    ("{}", "unknown_type"),
    ('{"type": "watch"}', "bad_field"),
    ('{"type": "watch", "conversation": "1"}', "bad_field"),
    ('{"type": "watch", "conversation": true}', "bad_field"),
    ('{"type": "watch", "conversation": -1}', "bad_field"),
    ('{"type": "watch", "conversation": 1e3}', "bad_field"),
    ('{"type": "watch", "conversation": 99999999999999999999999}', "bad_field"),
    ('{"type": "watch", "conversation": 1, "since": -5}', "bad_field"),
    ('{"type": "watch", "conversation": 1, "since": "0"}', "bad_field"),
    ('{"type": "seen", "conversation": 1}', "bad_field"),
    ('{"type": "seen", "conversation": 1, "seq": 1}', "not_watching"),
    ('{"type": "typing", "conversation": 1}', "not_watching"),
    ('{"type": "post", "conversation": {}}', "bad_field"),
    ('{"type": "post", "conversation": 1, "reply_to": "x"}', "bad_field"),
]


@pytest.mark.parametrize(("text", "code"), BROKEN)
async def test_a_broken_frame_gets_its_error(live_site, talk, open_page, text, code):
    page = await open_page(live_site, "alba")
    await page.socket.send(text)
    error = await page.hear("error")
    assert error["code"] == code
    assert error["reason"]
    await page.say(type="ping")
    await page.hear("pong")


async def test_bytes_are_no_frame(live_site, talk, open_page):
    page = await open_page(live_site, "alba")
    await page.socket.send(b'{"type":"ping"}')
    assert (await page.hear("error"))["code"] == "not_text"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"body": "", "client_id": str(uuid.uuid4())}, "empty"),
        ({"body": "x" * 10_001, "client_id": str(uuid.uuid4())}, "too_long"),
        ({"body": "a\0b", "client_id": str(uuid.uuid4())}, "unreadable"),
        ({"body": "\ud800", "client_id": str(uuid.uuid4())}, "unreadable"),
        ({"body": ["x"], "client_id": str(uuid.uuid4())}, "unreadable"),
        ({"client_id": str(uuid.uuid4())}, "unreadable"),
        ({"body": "x", "client_id": "7"}, "client_id"),
        ({"body": "x", "client_id": 7}, "client_id"),
        ({"body": "x"}, "client_id"),
    ],
)
async def test_words_that_cannot_be_kept_are_refused(live_site, talk, open_page, fields, code):
    page = await open_page(live_site, "alba")
    await page.say(type="post", conversation=talk.pk, **fields)
    refused = await page.hear("refused")
    assert refused["code"] == code
    assert refused["reason"]


async def test_a_frame_over_64_kib_closes_the_socket(live_site, talk, open_page):
    page, other = await open_page(live_site, "alba"), await open_page(live_site, "bruno")
    await page.socket.send("x" * (64 * 1024 + 1))
    assert await page.closed() == 1009
    assert (await other.post(talk.pk))["type"] == "posted"


async def test_a_flood_is_cut_off_and_others_do_not_feel_it(live_site, talk, open_page):
    flood, other = await open_page(live_site, "alba"), await open_page(live_site, "bruno")
    await other.watch(talk.pk)

    async def pour():
        for n in range(5000):
            await flood.say(type="post", conversation=talk.pk, client_id=str(uuid.uuid4()), body=f"{n}")

    pouring = asyncio.create_task(pour())
    began = asyncio.get_running_loop().time()
    assert (await other.post(talk.pk, "a calm word"))["type"] == "posted"
    assert asyncio.get_running_loop().time() - began < 2
    assert await flood.closed() == 4429
    pouring.cancel()
    await asyncio.wait([pouring])


async def test_a_flood_of_small_signs_is_cut_off_too(live_site, talk, open_page):
    page = await open_page(live_site, "alba")
    try:
        for _ in range(20_000):
            await page.say(type="ping")
    except Exception:
        pass
    assert await page.closed() == 4429


async def test_who_does_not_read_is_closed_and_memory_stays_flat(live_site, talk, cookies, open_page):
    reader, writer = await open_page(live_site, "bruno"), await open_page(live_site, "alba")
    await reader.watch(talk.pk)
    slow = await Page.open(live_site.url, cookies["eli"], max_queue=1)
    await slow.say(type="watch", conversation=talk.pk)
    await slow.hear("watching")
    slow.socket.transport.pause_reading()
    process = psutil.Process(live_site.pid)
    before = process.memory_info().rss
    words = "so much to say " * 600
    for n in range(700):
        await writer.post(talk.pk, f"{n} {words}")
        assert (await reader.hear("message"))["seq"] == n + 1
    assert process.memory_info().rss - before < 60 * 1024 * 1024
    slow.socket.transport.resume_reading()
    assert await slow.closed(20) == 4408


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
frames = st.fixed_dictionaries(
    {"type": st.sampled_from(["watch", "unwatch", "post", "typing", "seen", "ping", "message"]) | json_values},
    optional={
        "conversation": st.integers(-2, 3) | json_values,
        "since": json_values,
        "seq": json_values,
        "client_id": st.uuids().map(str) | json_values,
        "body": json_values,
        "reply_to": json_values,
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(sent=st.lists(frames | json_values, min_size=1, max_size=10))
async def test_nothing_anyone_sends_breaks_the_server_or_reaches_others(live_site, talk, cookies, sent):
    stranger, alba = await Page.open(live_site.url, cookies["dara"]), await Page.open(live_site.url, cookies["alba"])
    try:
        await alba.watch(talk.pk)
        for frame in sent:
            await stranger.socket.send(json.dumps(frame))
        await stranger.say(type="ping")
        await stranger.hear("pong")
        assert await alba.everything(0.02, "message", "typing", "seen") == []
    finally:
        await stranger.close()
        await alba.close()
    assert "Traceback" not in live_site.log.read_text(errors="replace")


async def test_lines_that_come_and_go_leave_nothing_behind(live_site, talk, cookies):
    process = psutil.Process(live_site.pid)

    async def visit():
        page = await Page.open(live_site.url, cookies["alba"])
        await page.watch(talk.pk, since=0)
        await page.close()

    async def crowd():
        for _ in range(6):
            await asyncio.gather(*(visit() for _ in range(50)))
        await asyncio.sleep(0.5)
        return process.memory_info().rss, process.num_fds()

    await crowd()
    first, files = await crowd()
    for _ in range(2):
        last, files_left = await crowd()
    assert files_left <= files + 2
    assert last - first < 4 * 1024 * 1024, "600 lines came and went"
