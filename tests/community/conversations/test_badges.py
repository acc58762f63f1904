"""Badges: what waits elsewhere rises and falls on every open page, in every process."""

import asyncio
import uuid

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied

from community.conversations import actions
from community.conversations.actions.bell import ring_for
from community.conversations.models import Bell, Participant
from community.kit.gate import Refused
from community.members.actions import block
from config.shell import what_waits

do = sync_to_async


async def with_badges(page):
    await page.say(type="badges")
    return await page.hear("notice")


@pytest.fixture
def sites(start_site):
    return start_site(1), start_site(2)


async def test_the_answer_says_what_waits(live_site, talk, open_page, alba, bruno):
    await do(actions.post)(talk, by=bruno, body="before", client_id=uuid.uuid4())
    page = await open_page(live_site, "alba")
    assert await with_badges(page) == {"type": "notice", "unread": 0, "waiting": {"group": 1, "pair": 0}}
    other = await open_page(live_site, "bruno")
    assert (await with_badges(other))["waiting"] == {"group": 0, "pair": 0}


async def test_a_badge_rises_and_falls_in_both_processes(sites, talk, open_page):
    here, there = sites
    speaker = await open_page(here, "bruno")
    await speaker.watch(talk.pk)
    pages = [await open_page(here, "alba"), await open_page(there, "alba")]
    for page in pages:
        await with_badges(page)
    await asyncio.sleep(2.5)  # the two must have shown themselves to each other
    await speaker.post(talk.pk, "one")
    for page in pages:
        risen = await page.hear("notice", conversation=talk.pk)
        assert risen == {
            "type": "notice",
            "conversation": talk.pk,
            "scope": "group:1",
            "unread": 1,
            "waiting": {"group": 1, "pair": 0},
        }
    reading = await open_page(there, "alba")
    await reading.watch(talk.pk)
    await reading.say(type="seen", conversation=talk.pk, seq=1)
    for page in pages:
        fallen = await page.hear("notice", conversation=talk.pk)
        assert (fallen["unread"], fallen["waiting"]["group"]) == (0, 0)


async def test_many_words_are_told_at_most_once_a_second(live_site, talk, open_page):
    speaker, page = await open_page(live_site, "bruno"), await open_page(live_site, "alba")
    await speaker.watch(talk.pk)
    await with_badges(page)
    for n in range(30):
        await speaker.post(talk.pk, f"{n}")
    heard = await page.everything(2.3, "notice")
    assert 1 <= len(heard) <= 3
    assert heard[-1]["unread"] == 30
    assert await speaker.everything(0.1, "notice") == [], "who did not ask hears nothing"


async def test_who_reads_along_on_another_page_sees_no_flash(live_site, talk, open_page):
    speaker, page = await open_page(live_site, "bruno"), await open_page(live_site, "alba")
    await speaker.watch(talk.pk)
    await with_badges(page)
    reading = await open_page(live_site, "alba")
    await reading.watch(talk.pk)
    await with_badges(reading)
    for n in range(1, 4):
        await speaker.post(talk.pk, f"{n}")
        await reading.hear("message", seq=n)
        await reading.say(type="seen", conversation=talk.pk, seq=n)
    assert [one["unread"] for one in await page.everything(3, "notice") if one["unread"]] == []
    assert await reading.everything(0.1, "notice") == []


async def test_words_of_somebody_blocked_raise_nothing(live_site, talk, open_page, alba, bruno, eli):
    await do(block)(alba, bruno, known_as="them")
    await do(actions.post)(talk, by=bruno, body="before", client_id=uuid.uuid4())
    page = await open_page(live_site, "alba")
    assert (await with_badges(page))["waiting"]["group"] == 0
    speaker = await open_page(live_site, "bruno")
    await speaker.watch(talk.pk)
    await speaker.post(talk.pk, "one")
    await do(actions.post)(talk, by=bruno, body="by hand", client_id=uuid.uuid4())
    assert await page.everything(2.2, "notice") == []
    await do(actions.post)(talk, by=eli, body="from a friend", client_id=uuid.uuid4())
    assert (await page.hear("notice", conversation=talk.pk))["unread"] == 1


async def test_a_place_that_is_new_or_gone(live_site, talk, open_page, alba, bruno):
    page = await open_page(live_site, "alba")
    await with_badges(page)
    other = await do(actions.open_conversation)("pair:7")
    await do(actions.admit)(other, bruno, name="Bruno", hue=1)
    await do(actions.admit)(other, alba, name="Alba", hue=0)
    await asyncio.sleep(0.5)
    await do(actions.post)(other, by=bruno, body="hello", client_id=uuid.uuid4())
    # That she has come in may be told later than what was said then, and with it: the counts are what is waited for.
    assert await page.hear("notice", conversation=other.pk, waiting={"group": 0, "pair": 1})
    await do(actions.dismiss)(other, alba)
    assert await page.hear("notice", conversation=other.pk, waiting={"group": 0, "pair": 0})
    await do(actions.post)(other, by=bruno, body="still there", client_id=uuid.uuid4())
    assert await page.everything(1.5, "notice") == []


def place_of(talk, member):
    return Participant.objects.get(conversation=talk, member=member)


def in_groups(member):
    return what_waits(member.pk)["in_groups"]


def test_the_bell_of_one_conversation(talk, alba, bruno, eli):
    def say(body, by=bruno):
        actions.post(talk, by=by, body=body, client_id=uuid.uuid4())

    say("for all")
    assert in_groups(alba) == 1
    assert ring_for(place_of(talk, alba), by=alba, what="mentions")
    assert not ring_for(place_of(talk, alba), by=alba, what="mentions")
    assert in_groups(alba) == 0
    say(f"@{alba.name} for you")
    assert in_groups(alba) == 1
    ring_for(place_of(talk, alba), by=alba, what="nothing")
    assert in_groups(alba) == 0
    ring_for(place_of(talk, alba), by=alba, what="all")
    assert in_groups(alba) == 1
    with pytest.raises(Refused):
        ring_for(place_of(talk, alba), by=alba, what="often")
    with pytest.raises(PermissionDenied):
        ring_for(place_of(talk, alba), by=bruno, what="nothing")


def test_the_page_counts_nobody_who_is_blocked(talk, alba, bruno):
    actions.post(talk, by=bruno, body="hello", client_id=uuid.uuid4())
    block(alba, bruno, known_as="them")
    assert in_groups(alba) == 0


async def test_the_bell_holds_on_open_pages(live_site, talk, open_page, alba):
    page, speaker = await open_page(live_site, "alba"), await open_page(live_site, "bruno")
    await with_badges(page)
    await speaker.watch(talk.pk)
    await do(ring_for)(await do(place_of)(talk, alba), by=alba, what="mentions")
    await asyncio.sleep(0.5)
    await speaker.post(talk.pk, "for all")
    assert await page.everything(1.5, "notice") == []
    await speaker.post(talk.pk, f"@{alba.name} for you")
    assert (await page.hear("notice", conversation=talk.pk))["unread"] == 1


def test_the_door_of_the_bell(talk, alba, dara, client):
    address = f"/conversations/{talk.pk}/bell/"
    client.force_login(alba)
    assert client.post(address, {"bell": "mentions"}).status_code == 302
    assert Bell.objects.get().rings_for == "mentions"
    assert client.post(address, {"bell": "odd"}, headers={"Accept": "application/json"}).status_code == 422
    client.force_login(dara)
    assert client.post(address, {"bell": "nothing"}).status_code == 404
