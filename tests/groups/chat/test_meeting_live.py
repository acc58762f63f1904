"""A text meeting on open pages: in every process the same, through the loss of a host and of the server."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from community.conversations import live
from community.conversations.actions import call_next, open_floor, raise_hand
from community.conversations.models import Floor
from community.members.actions import block
from groups.roster.queries import conversation_of
from tests.community.conversations.talking import Page, signed_in

do = sync_to_async


@pytest.fixture
def cookies(group, leader, birch, finch, heron, alba, eli, carmen):
    people = {"tomas": leader, "alba": alba, "eli": eli, "carmen": carmen}
    return {key: signed_in(member) for key, member in people.items()}


@pytest.fixture
async def enter(cookies, group, start_site):
    """`await enter("alba", 2)` opens a page of the chat on the second site, and returns it and its welcome."""
    talk, pages = await do(conversation_of)(group), []

    async def come(who, number=1):
        page = await Page.open(start_site(number).url, cookies[who])
        pages.append(page)
        return page, await page.watch(talk.pk)

    yield come
    for page in pages:
        await page.close()


def later(floor, **values):
    Floor.objects.filter(pk=floor.pk).update(**values)


async def test_no_crosstalk_and_the_clock_rings(enter, group, leader, alba, eli, carmen):
    talk = await do(conversation_of)(group)
    tomas, welcome = await enter("tomas")
    assert "floor" not in welcome
    birch, _ = await enter("alba", 2)
    finch, _ = await enter("eli", 2)
    floor = await do(open_floor)(talk, by=leader, topic="Sleep", share_minutes=1)
    for page in (tomas, birch, finch):
        told = await page.hear("floor", open=True)
        assert (told["topic"], told["host"]["name"], told["speaker"], told["queue"]) == (
            "Sleep",
            "Tomas here",
            None,
            [],
        )
    for page in (birch, finch):
        assert (await page.post(talk.pk))["code"] == "floor"
    assert (await tomas.post(talk.pk, "Welcome."))["type"] == "posted"

    await do(block)(alba, carmen, known_as="Heron")
    for who in (carmen, alba, eli):
        await do(raise_hand)(talk, by=who)
    await do(call_next)(talk, by=leader, instead_of=None)
    told = await finch.hear("floor")
    while not told["speaker"]:
        told = await finch.hear("floor")
    assert told["speaker"]["name"] == "Heron"
    assert [one["name"] for one in told["queue"]] == ["Birch", "Finch"]
    heard = await birch.everything(0.5, "floor")
    assert "Heron" not in str(heard)
    assert heard[-1]["speaker"]["name"] == ""

    # Her time is over: nobody touches anything, and the next is called, once.
    await do(later)(floor, speaking_until=timezone.now() + timedelta(seconds=0.5))
    await do(live.tell_floor)(talk.pk)
    assert (await tomas.hear("floor", queue=[told["queue"][1]]))["speaker"]["name"] == "Birch"
    assert (await birch.post(talk.pk, "It was a good week."))["type"] == "posted"
    assert (await finch.post(talk.pk))["code"] == "floor"
    assert (await finch.hear("message", body="It was a good week."))["name"] == "Birch"


async def test_a_lost_host_and_a_restart(enter, group, start_site, leader, alba, eli):
    talk = await do(conversation_of)(group)
    floor = await do(open_floor)(talk, by=leader, topic="Sleep", share_minutes=3)
    await do(raise_hand)(talk, by=eli)
    await do(raise_hand)(talk, by=alba)
    await do(call_next)(talk, by=leader, instead_of=None)
    finch, before = await enter("eli")
    assert before["floor"]["speaker"]["name"] == "Finch"
    start_site(1).kill()
    start_site(1)
    finch, after = await enter("eli")
    assert after["floor"] | {"now": ""} == before["floor"] | {"now": ""}

    heron, _ = await enter("carmen", 2)
    await finch.hear("here", count=2)  # the two processes know each other
    await do(later)(floor, host_seen_at=timezone.now() - timedelta(minutes=1))
    await do(live.tell_floor)(talk.pk)
    for page in (finch, heron):
        told = await page.hear("floor", host_away=False, patience=10)
        assert (told["host"]["name"], told["speaker"]["name"]) == ("Heron", "Finch")
    assert [one["name"] for one in told["queue"]] == ["Birch"]
