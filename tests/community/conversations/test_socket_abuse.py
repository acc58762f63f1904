"""Broken frames, slow readers and floods cost nobody else anything."""

import asyncio
import json
import uuid

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.conversations import actions
from tests.community.conversations.talking import Page


@pytest.fixture
def own_talk(dara):
    conversation = actions.open_conversation("group:2", title="Another circle")
    actions.admit(conversation, dara, name="Dara", hue=3)
    return conversation


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


#: Any sign at all, with lone surrogates and zeros, which JSON can carry and nothing else here can.
signs = st.text(st.characters(codec=None), max_size=20) | st.sampled_from(["\ud800", "\0", "\u202e", "<b>", "a" * 70])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([2**63, -(2**63), 10**400]) | signs,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KINDS = ["watch", "unwatch", "post", "typing", "seen", "ping", "message", "notice", "said"]


def frames(conversations: st.SearchStrategy) -> st.SearchStrategy:
    return st.fixed_dictionaries(
        {"type": st.sampled_from(KINDS) | json_values},
        optional={
            "conversation": conversations | json_values,
            "since": st.integers(0, 3) | json_values,
            "revision": st.integers(0, 3) | json_values,
            "seq": st.integers(0, 3) | json_values,
            "client_id": st.uuids().map(str) | signs | json_values,
            "body": signs | json_values,
            "reply_to": st.integers(1, 9) | json_values,
        },
    )


#: What is no JSON, or only nearly.
torn = st.sampled_from(
    [
        "",
        "{",
        "[" * 900,
        '{"type":' * 900,
        '{"type":1e999}',
        '{"a":NaN}',
        "9" * 5000,
        '{"type":"ping"}{}',
        "\ufeff{}",
        "\0",
    ]
)


def sent_as(content: object) -> str:
    return json.dumps(content)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
async def test_nothing_a_stranger_sends_breaks_the_server_or_reaches_others(live_site, talk, own_talk, cookies, data):
    """Somebody with a talk of their own names another one, and everything that could be wrong with a frame."""
    ids = st.sampled_from([talk.pk, own_talk.pk, talk.pk, 0, -1])
    frame = frames(ids).map(sent_as) | json_values.map(sent_as) | torn | st.binary(max_size=40)
    sent = data.draw(st.lists(frame, min_size=1, max_size=12))
    stranger, alba = await Page.open(live_site.url, cookies["dara"]), await Page.open(live_site.url, cookies["alba"])
    try:
        await alba.watch(talk.pk)
        for one in sent:
            await stranger.socket.send(one)
        await stranger.say(type="ping")
        await stranger.hear("pong")
        assert await alba.everything(0.02, "message", "typing", "seen") == []
    finally:
        await stranger.close()
        await alba.close()
    said = live_site.log.read_text(errors="replace")
    assert "Traceback" not in said
    assert " ERROR " not in said


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
async def test_whatever_one_of_them_sends_the_others_hear_whole_frames_in_order(live_site, talk, cookies, data):
    sent = data.draw(st.lists(frames(st.just(talk.pk)).map(sent_as) | torn, min_size=1, max_size=12))
    eli, alba = await Page.open(live_site.url, cookies["eli"]), await Page.open(live_site.url, cookies["alba"])
    try:
        last = (await alba.watch(talk.pk))["seq"]
        await eli.watch(talk.pk)
        for one in sent:
            await eli.socket.send(one)
        await eli.say(type="ping")
        await eli.hear("pong")
        posted = await eli.post(talk.pk, "a word as usual")
        heard = []
        while not heard or heard[-1]["seq"] < posted["seq"]:
            heard.append(await alba.hear("message"))
        assert [message["seq"] for message in heard] == list(range(last + 1, posted["seq"] + 1))
        assert all(isinstance(message["body"], str) and message["body"] for message in heard)
    finally:
        await eli.close()
        await alba.close()
    assert "Traceback" not in live_site.log.read_text(errors="replace")


async def test_text_that_is_no_text_ends_its_own_line_alone(live_site, talk, open_page):
    """Bytes that are no UTF-8 in a text frame: the protocol itself closes (RFC 6455, 8.1)."""
    page, other = await open_page(live_site, "alba"), await open_page(live_site, "bruno")
    await page.socket.send(b"\xff\xfe{}", text=True)
    assert await page.closed() == 1007
    assert (await other.post(talk.pk))["type"] == "posted"


async def test_a_mark_that_cannot_be_said_back_is_not(live_site, talk, open_page):
    page = await open_page(live_site, "alba")
    await page.say(type="post", conversation=talk.pk, client_id="\ud800", body="x")
    refused = await page.hear("refused")
    assert (refused["code"], refused["client_id"]) == ("client_id", None)


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
