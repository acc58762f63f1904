"""Who is here, who is writing, who has read how far: each off at will, and then nothing is sent."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.test import Client
from django.urls import reverse

from community.conversations import actions
from community.conversations.models import Participant, Signs
from community.conversations.signs import marks, signs_of
from community.members.actions import block, unblock

do = sync_to_async
SIGNS = ("here", "typing", "seen")


async def two_processes(start_site, open_page, talk, *who):
    pages = {}
    for name in who:
        for number in (1, 2):
            pages[name, number] = await open_page(start_site(number), name)
            await pages[name, number].watch(talk.pk)
    await asyncio.gather(*(page.everything(0.4) for page in pages.values()))
    return pages


async def silent(seconds, *pages):
    """Nobody of these hears a sign for so long."""
    assert await asyncio.gather(*(page.everything(seconds, *SIGNS) for page in pages)) == [[]] * len(pages)


async def give(member, *, here=True, writing=True, seen=True):
    await do(actions.give_signs)(member, here=here, writing=writing, seen=seen)


async def gives_signs(page, talk, seq):
    await page.say(type="typing", conversation=talk.pk)
    await page.say(type="seen", conversation=talk.pk, seq=seq)


async def test_signs_reach_the_others_in_both_processes(start_site, open_page, talk):
    pages = await two_processes(start_site, open_page, talk, "alba", "bruno")
    posted = await pages["alba", 1].post(talk.pk)
    await gives_signs(pages["bruno", 1], talk, posted["seq"])
    for number in (1, 2):
        assert (await pages["alba", number].hear("typing"))["name"] == "Bruno"
        assert (await pages["alba", number].hear("seen"))["seq"] == posted["seq"]


async def test_each_sign_is_off_at_will_and_then_nothing_is_sent(start_site, open_page, talk, bruno):
    """Off before the pages open: no frame of the other two tells of bruno, however much his page sends."""
    await give(bruno, here=False, writing=False, seen=False)
    pages = await two_processes(start_site, open_page, talk, "alba", "eli", "bruno")
    posted = await pages["alba", 1].post(talk.pk)
    for number in (1, 2):
        await pages["bruno", number].hear("message")
        await gives_signs(pages["bruno", number], talk, posted["seq"])
    await silent(0.5, *(pages[name, number] for name in ("alba", "eli") for number in (1, 2)))
    fresh = await open_page(start_site(2), "alba")
    watching = await fresh.watch(talk.pk)
    assert sorted(one["name"] for one in watching["here"]) == ["Alba", "Eli"]
    assert watching["count"] == 2  # who does not show is not counted
    async with asyncio.timeout(3):  # one's own place is kept all the same, with the next ones
        while not await Participant.objects.filter(member=bruno, seen_seq=posted["seq"]).aexists():
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("off", SIGNS)
async def test_one_sign_off_takes_effect_on_open_pages_and_leaves_the_others(start_site, open_page, talk, bruno, off):
    pages = await two_processes(start_site, open_page, talk, "alba", "bruno")
    name = {"typing": "writing"}.get(off, off)
    await give(bruno, **{name: False})
    notice = await pages["bruno", 2].hear("notice")
    assert notice["signs"] == {"here": True, "writing": True, "seen": True} | {name: False}
    posted = await pages["alba", 1].post(talk.pk)
    await gives_signs(pages["bruno", 1], talk, posted["seq"])
    heard = await asyncio.gather(*(pages["alba", number].everything(0.5, *SIGNS) for number in (1, 2)))
    for frames in heard:
        assert {frame["type"] for frame in frames} == ({"here"} if off == "here" else set()) | {
            sign for sign in ("typing", "seen") if sign != off
        }
        here = [frame for frame in frames if frame["type"] == "here"]
        assert all(frame["count"] == 1 and frame["here"][0]["name"] == "Alba" for frame in here)
        assert len(here) <= 1
    await give(bruno)
    if off == "here":
        for number in (1, 2):
            assert (await pages["alba", number].hear("here"))["count"] == 2
    await gives_signs(pages["bruno", 1], talk, posted["seq"])
    assert (await pages["alba", 2].hear("typing"))["name"] == "Bruno"


async def test_a_page_that_missed_the_news_is_put_right_by_looking_again(start_site, open_page, talk, bruno):
    pages = await two_processes(start_site, open_page, talk, "alba", "bruno")
    await do(Signs.objects.create)(member=bruno, here_off_at="2026-01-01T00:00Z", writing_off_at="2026-01-01T00:00Z")
    from community.kit import live

    await do(live.announce)("everywhere", {"kind": "look"})
    for number in (1, 2):
        assert (await pages["alba", number].hear("here"))["count"] == 1
    await pages["bruno", 1].say(type="typing", conversation=talk.pk)
    assert await pages["alba", 2].everything(0.3, "typing") == []


async def test_while_a_talk_rests_nobody_is_told_who_writes(start_site, open_page, talk):
    """On pages that were open and on those opened since; the one who writes gets no answer that says so."""
    pages = await two_processes(start_site, open_page, talk, "alba", "bruno")
    await do(actions.let_rest)(talk)
    pages["bruno", 3] = await open_page(start_site(2), "bruno")
    await pages["bruno", 3].watch(talk.pk)
    for number in (1, 2, 3):
        await pages["bruno", number].say(type="typing", conversation=talk.pk)
    heard = await asyncio.gather(*(page.everything(0.4, "typing", "refused", "error") for page in pages.values()))
    assert heard == [[]] * len(pages)
    await do(actions.wake)(talk)
    await pages["bruno", 3].say(type="typing", conversation=talk.pk)
    assert (await pages["alba", 1].hear("typing"))["name"] == "Bruno"


async def test_blocked_people_never_see_each_others_signs(start_site, open_page, talk, eli, bruno):
    """In neither direction, at once; and for the blocked person it looks as though eli had put his signs off."""
    pages = await two_processes(start_site, open_page, talk, "alba", "bruno", "eli")
    await do(block)(eli, bruno, known_as="Bruno")
    for number in (1, 2):
        for one, other in (("bruno", "Eli"), ("eli", "Bruno")):
            here = await pages[one, number].hear("here")
            assert here["count"] == 2
            assert other not in {person["name"] for person in here["here"]}
    posted = await pages["alba", 1].post(talk.pk)
    for name in ("bruno", "eli"):
        await pages[name, 1].hear("message")
        await gives_signs(pages[name, 1], talk, posted["seq"])
    for heard in await asyncio.gather(*(pages["alba", number].everything(0.5, "typing", "seen") for number in (1, 2))):
        assert len({(frame["type"], frame["author"]) for frame in heard}) == 4
    await silent(0.1, *(pages[name, number] for name in ("bruno", "eli") for number in (1, 2)))
    posted = await pages["eli", 1].post(talk.pk, "words go on as before")
    assert (await pages["bruno", 2].hear("message"))["body"] == "words go on as before"
    fresh = await open_page(start_site(1), "bruno")
    assert (await fresh.watch(talk.pk))["count"] == 2
    await do(unblock)(eli, bruno)
    assert (await fresh.hear("here"))["count"] == 3


def test_marks_are_of_those_who_give_them_and_whom_one_meets(talk, alba, bruno, eli):
    message = actions.post(talk, by=alba, body="Hello", client_id="0" * 32)
    for member in (alba, bruno, eli):
        actions.mark_seen(talk, by=member, seq=message.seq)
    places = {place.member_id: place.pk for place in Participant.objects.filter(conversation=talk)}
    assert marks(talk, alba) == {places[bruno.pk]: 1, places[eli.pk]: 1}
    actions.give_signs(bruno, here=True, writing=True, seen=False)
    assert marks(talk, alba) == {places[eli.pk]: 1}
    block(eli, alba, known_as="Alba")
    assert marks(talk, alba) == {}
    assert marks(talk, eli) == {}
    assert marks(talk, bruno) == {places[alba.pk]: 1, places[eli.pk]: 1}


def test_the_door_keeps_ones_own_place_and_tells_marks(client: Client, talk, alba, bruno, dara):
    for n in range(3):
        actions.post(talk, by=bruno, body="Hello", client_id=f"{n:032}")
    client.force_login(alba)
    door = reverse("conversation-seen", args=[talk.pk])
    for seq, kept in (("2", 2), ("1", 2), ("900", 3), ("x", 3), ("", 3), ("9" * 30, 3)):
        assert client.post(door, {"seq": seq}).status_code == 204
        assert Participant.objects.get(conversation=talk, member=alba).seen_seq == kept
    answer = client.get(door, headers={"Accept": "application/json"})
    assert answer.json() == {"conversation": talk.pk, "marks": {}}
    client.force_login(dara)
    assert client.get(door).status_code == 404
    assert client.post(door, {"seq": "3"}).status_code == 404
    actions.dismiss(talk, alba)
    client.force_login(alba)
    assert client.get(door).status_code == 404


def test_the_page_puts_signs_off_and_on(client: Client, alba):
    client.force_login(alba)
    page = client.get(reverse("my_signs"), {"next": "/conversations/7/"})
    assert page.content.decode().count("checked") == 3
    assert 'value="/conversations/7/"' in page.content.decode()
    answer = client.post(reverse("my_signs"), {"writing": "on", "next": "/conversations/7/"})
    assert (answer.status_code, answer["Location"]) == (302, "/conversations/7/")
    signs = signs_of(alba)
    assert (signs.here, signs.writing, signs.seen) == (False, True, False)
    before = signs.here_off_at
    assert client.post(reverse("my_signs"), {"seen": "on", "next": "//evil.example/"})["Location"] == reverse("me")
    signs = signs_of(alba)
    assert (signs.here, signs.writing, signs.seen) == (False, False, True)
    assert signs.here_off_at == before
    assert signs_of(alba).pk == alba.pk
