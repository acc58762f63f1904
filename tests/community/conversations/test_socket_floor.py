"""A text meeting on open pages: who may speak is decided by the server, in every process, also after it was killed."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from community.conversations import actions, live
from community.conversations.floors import SILENCE
from community.conversations.models import Floor, Participant
from community.members.actions import block
from community.safety.models import ScopeModerator

do = sync_to_async


@pytest.fixture
def keeper(talk, alba):
    """Alba looks after the conversation."""
    ScopeModerator.objects.create(scope=talk.scope, member=alba, name=alba.name, queue_url="/queue/")
    return alba


def place(talk, member):
    return Participant.objects.get(conversation=talk, member=member).pk


async def test_one_speaks_at_a_time_in_both_processes(start_site, talk, open_page, keeper, bruno, eli):
    alba, bruno_page = await open_page(start_site(1), "alba"), await open_page(start_site(2), "bruno")
    for page in (alba, bruno_page):
        assert "floor" not in await page.watch(talk.pk)
    await do(actions.open_floor)(talk, by=keeper, topic="Evenings", share_minutes=3)
    for page in (alba, bruno_page):
        told = await page.hear("floor", open=True)
        assert (told["topic"], told["host"]["name"], told["speaker"]) == ("Evenings", "Alba", None)
    assert (await bruno_page.post(talk.pk, "May I?"))["code"] == "floor"
    await do(actions.raise_hand)(talk, by=bruno)
    await do(actions.raise_hand)(talk, by=eli)
    names = [[person["name"] for person in (await alba.hear("floor"))["queue"]] for _ in range(2)]
    assert names[-1] == ["Bruno", "Eli"]
    await do(actions.call_next)(talk, by=keeper, instead_of=None)
    told = await bruno_page.hear("floor", speaker={"author": await do(place)(talk, bruno), "name": "Bruno", "hue": 1})
    assert told["since"] < told["now"] < told["until"]
    assert (await bruno_page.post(talk.pk, "Thank you."))["type"] == "posted"
    # Its time is over: the engine calls the next hand by itself, once, and both processes tell it.
    await do(Floor.objects.update)(speaking_until=timezone.now() + timedelta(seconds=0.2))
    await do(live.tell_floor)(talk.pk)
    for page in (alba, bruno_page):
        while (told := await page.hear("floor"))["speaker"]["name"] != "Eli":
            pass
        assert told["queue"] == []
    assert (await bruno_page.post(talk.pk, "One more thing"))["code"] == "floor"
    await do(actions.close_floor)(talk, by=keeper)
    for page in (alba, bruno_page):
        await page.hear("floor", open=False)
    assert (await bruno_page.post(talk.pk, "Good night."))["type"] == "posted"


async def test_a_killed_site_forgets_nothing_of_a_meeting(start_site, talk, open_page, keeper, bruno, eli):
    site = start_site(1)
    await do(actions.open_floor)(talk, by=keeper, topic="Evenings", share_minutes=3)
    for member in (bruno, eli):
        await do(actions.raise_hand)(talk, by=member)
    await do(actions.call_next)(talk, by=keeper, instead_of=None)
    before = (await (await open_page(site, "eli")).watch(talk.pk))["floor"]
    await do(site.kill)()
    await do(site.start)()
    page = await open_page(site, "eli")
    after = (await page.watch(talk.pk))["floor"]
    for name in ("topic", "host", "speaker", "since", "until", "queue"):
        assert after[name] == before[name]
    assert (await page.post(talk.pk))["code"] == "floor"
    assert (await (await open_page(site, "bruno")).post(talk.pk))["type"] == "posted"


async def test_when_the_hosts_line_drops_another_keeper_hosts(start_site, talk, open_page, keeper, bruno, eli):
    await do(ScopeModerator.objects.create)(scope=talk.scope, member=eli, name="Eli", queue_url="/queue/")
    await do(actions.open_floor)(talk, by=keeper, topic="", share_minutes=3)
    alba, eli_page = await open_page(start_site(1), "alba"), await open_page(start_site(2), "eli")
    bruno_page = await open_page(start_site(1), "bruno")
    for page in (alba, eli_page, bruno_page):
        assert (await page.watch(talk.pk))["floor"]["host"]["name"] == "Alba"
    await alba.close()
    await do(Floor.objects.update)(host_seen_at=timezone.now() - SILENCE - timedelta(seconds=1))
    await do(live.tell_floor)(talk.pk)
    for page in (eli_page, bruno_page):
        while (await page.hear("floor", patience=15))["host"]["name"] != "Eli":
            pass
    assert (await eli_page.post(talk.pk, "I am with you."))["type"] == "posted"
    back = await open_page(start_site(1), "alba")
    assert (await back.watch(talk.pk))["floor"]["host"]["name"] == "Eli"
    assert (await back.post(talk.pk))["code"] == "floor"
    await do(actions.hand_over)(talk, by=keeper, to=await do(place)(talk, keeper))
    assert (await back.hear("floor"))["host"]["name"] == "Alba"


async def test_a_host_whose_line_is_open_stays(start_site, talk, open_page, keeper, bruno, eli):
    await do(ScopeModerator.objects.create)(scope=talk.scope, member=eli, name="Eli", queue_url="/queue/")
    await do(actions.open_floor)(talk, by=keeper, topic="", share_minutes=3)
    alba, eli_page = await open_page(start_site(1), "alba"), await open_page(start_site(2), "eli")
    for page in (alba, eli_page):
        await page.watch(talk.pk)
    # The database was away for a minute: both processes look again at the same time, and the host is here.
    await do(Floor.objects.update)(host_seen_at=timezone.now() - SILENCE - timedelta(seconds=1))
    await do(live.tell_floor)(talk.pk)
    told = await eli_page.everything(3.5, "floor")
    assert {frame["host"]["name"] for frame in told} == {"Alba"}


async def test_the_blocked_stand_in_no_queue_of_the_blocker(start_site, talk, open_page, keeper, bruno, eli):
    await do(block)(eli, bruno, known_as="Bruno")
    page = await open_page(start_site(1), "eli")
    await page.watch(talk.pk)
    await do(actions.open_floor)(talk, by=keeper, topic="", share_minutes=3)
    await do(actions.raise_hand)(talk, by=bruno)
    await do(actions.call_next)(talk, by=keeper, instead_of=None)
    told = await page.everything(1.0, "floor")
    assert told
    assert "Bruno" not in str(told)
    assert told[-1]["until"]
