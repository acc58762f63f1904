"""Only to those who may hear: in every process, at once."""

import uuid
from datetime import timedelta

from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.utils import timezone

from community.conversations import actions, reporting
from community.conversations.models import Message, Participant
from community.kit import live
from community.members.actions import block, unblock
from tests.community.conversations.talking import signed_in

do = sync_to_async


async def two_pages_each(start_site, open_page, talk, *who):
    pages = {}
    for name in who:
        for number in (1, 2):
            pages[name, number] = await open_page(start_site(number), name)
            await pages[name, number].watch(talk.pk)
    return pages


async def test_the_dismissed_hear_nothing_more_anywhere(start_site, talk, open_page, bruno):
    pages = await two_pages_each(start_site, open_page, talk, "alba", "bruno")
    await do(actions.dismiss)(talk, bruno)
    for number in (1, 2):
        closed = await pages["bruno", number].hear("closed")
        assert (closed["conversation"], closed["code"]) == (talk.pk, "left")
        assert closed["reason"]
    await pages["alba", 1].post(talk.pk, "among us")
    await pages["alba", 2].hear("message")
    for number in (1, 2):
        page = pages["bruno", number]
        assert await page.everything(0.3) == []
        await page.say(type="watch", conversation=talk.pk, since=0)
        assert (await page.hear("closed"))["code"] == "not_yours"
        assert (await page.post(talk.pk))["code"] == "not_yours"
        await page.say(type="typing", conversation=talk.pk)
        assert (await page.hear("error"))["code"] == "not_watching"
    await do(actions.admit)(talk, bruno, name="Bruno", hue=1)
    assert (await pages["bruno", 1].watch(talk.pk))["seq"] == 1


async def test_a_closed_conversation_closes_every_line(start_site, talk, open_page):
    pages = await two_pages_each(start_site, open_page, talk, "alba")
    await do(actions.close_conversation)(talk)
    for number in (1, 2):
        assert (await pages["alba", number].hear("closed"))["code"] == "ended"
        assert (await pages["alba", number].post(talk.pk))["code"] == "closed"


async def test_the_blocked_are_not_heard_and_cannot_tell(start_site, talk, open_page, eli, bruno):
    pages = await two_pages_each(start_site, open_page, talk, "alba", "bruno", "eli")
    for page in pages.values():
        await page.everything(0.5)
    await do(block)(eli, bruno, known_as="Bruno")
    await do(live.tell_member)(eli.pk, {"type": "notice", "unread": 0})
    for number in (1, 2):  # the word of the block came before
        await pages["eli", number].hear("notice")
    posted = await pages["bruno", 1].post(talk.pk, "do you hear me")
    assert posted["type"] == "posted"
    await pages["bruno", 1].say(type="typing", conversation=talk.pk)
    await pages["alba", 2].hear("message", body="do you hear me")
    await pages["alba", 1].post(talk.pk, "I do")
    for number in (1, 2):
        heard = await pages["eli", number].everything(0.4, "message", "removed", "typing")
        assert [(frame["type"], frame["seq"]) for frame in heard] == [("removed", 1), ("message", 2)]
        assert set(heard[0]) == {"type", "conversation", "seq"}
    assert [frame["seq"] for frame in await pages["bruno", 2].everything(0.2, "message", "removed")] == [1, 2]
    fresh = await open_page(start_site(1), "eli")
    watching = await fresh.watch(talk.pk, since=0)
    assert [frame["type"] for frame in fresh.heard] == ["removed", "message"]
    assert "Bruno" not in {person["name"] for person in watching["here"]}
    await do(unblock)(eli, bruno)
    await do(live.tell_member)(eli.pk, {"type": "notice", "unread": 0})
    await fresh.hear("notice")
    await pages["bruno", 1].post(talk.pk, "and now")
    assert (await fresh.hear("message"))["body"] == "and now"


async def test_hidden_words_are_taken_back_everywhere(start_site, talk, open_page, carmen, alba):
    pages = await two_pages_each(start_site, open_page, talk, "alba", "bruno")
    posted = await pages["alba", 1].post(talk.pk, "unkind words")
    await pages["bruno", 2].hear("message")
    message = await do(Message.objects.select_related("author").get)(pk=posted["id"])
    assert await do(message.hide)(by=carmen)
    await do(reporting.on_hidden)(message)
    for number in (1, 2):
        removed = await pages["bruno", number].hear("removed")
        assert (removed["seq"], removed["id"]) == (1, posted["id"])
    fresh = await open_page(start_site(1), "bruno")
    await fresh.watch(talk.pk, since=0)
    assert [frame["type"] for frame in fresh.heard] == ["removed"]
    assert await do(message.restore)()
    await do(reporting.on_restored)(message)
    for number in (1, 2):
        assert (await pages["bruno", number].hear("changed"))["body"] == "unkind words"


async def test_someone_quieted_hears_and_may_not_speak(live_site, talk, open_page, eli):
    page, other = await open_page(live_site, "eli"), await open_page(live_site, "alba")
    await page.watch(talk.pk)
    await do(actions.quiet_participant)(talk, eli, until=timezone.now() + timedelta(hours=1))
    refused = await page.post(talk.pk)
    assert (refused["type"], refused["code"]) == ("refused", "quieted")
    await other.post(talk.pk, "we are here")
    assert (await page.hear("message"))["body"] == "we are here"


async def test_an_ended_session_ends_its_lines_and_no_other(start_site, talk, open_page, alba, cookies):
    other = await do(signed_in)(alba)
    pages = [await open_page(start_site(number), cookies["alba"]) for number in (1, 2)]
    kept = await open_page(start_site(1), other)
    await kept.watch(talk.pk)
    key = cookies["alba"].split("=")[1]
    from community.members.sessions import SessionStore

    await do(SessionStore(key).delete)(key)
    assert [await page.closed() for page in pages] == [4401, 4401]
    assert (await kept.post(talk.pk))["type"] == "posted"


async def test_an_ended_account_ends_all_its_lines(start_site, talk, open_page, alba):
    pages = await two_pages_each(start_site, open_page, talk, "alba")
    await do(live.account_ended)(alba.pk)
    assert [await pages["alba", number].closed() for number in (1, 2)] == [4401, 4401]


async def test_notices_reach_every_page_of_one_member_alone(start_site, talk, open_page, alba):
    pages = await two_pages_each(start_site, open_page, talk, "alba", "bruno")
    await do(live.tell_member)(alba.pk, {"type": "notice", "unread": 3})
    for number in (1, 2):
        assert (await pages["alba", number].hear("notice"))["unread"] == 3
        assert await pages["bruno", number].everything(0.2, "notice") == []


async def test_words_posted_by_form_arrive_live(start_site, talk, open_page, alba, client):
    """In a process without sockets: news goes by the relay."""
    pages = await two_pages_each(start_site, open_page, talk, "bruno")
    await do(client.force_login)(alba)
    address = f"/conversations/{talk.pk}/messages/"
    answer = await do(client.post)(address, {"body": "by form", "client_id": str(uuid.uuid4())})
    assert answer.status_code == 302
    for number in (1, 2):
        assert (await pages["bruno", number].hear("message"))["body"] == "by form"


async def test_somebody_elses_session_key_is_not_guessed(live_site, talk, open_page):
    page = await open_page(live_site, "session=" + "a" * 32)
    assert await page.closed() == 4401
    assert await do(Session.objects.filter(session_key="a" * 32).exists)() is False


async def test_looking_again_finds_what_no_news_told(start_site, talk, open_page, alba, bruno, eli):
    """Changes made past the actions (an operator's SQL, a lost layer) count when a process looks again."""
    pages = {name: await open_page(start_site(1), name) for name in ("alba", "bruno", "eli")}
    for page in pages.values():
        await page.watch(talk.pk)
    await do(Participant.objects.filter(member=alba).update)(ended_at=timezone.now())
    await do(Session.objects.filter(session_key=pages["bruno"].cookie.split("=")[1]).delete)()
    eli.set_password("another-password")
    await do(eli.save)()
    await do(live.announce)("everywhere", {"kind": "look"})
    assert (await pages["alba"].hear("closed"))["code"] == "left"
    assert await pages["bruno"].closed() == 4401
    assert await pages["eli"].closed() == 4401
