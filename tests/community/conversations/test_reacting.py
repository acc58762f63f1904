"""A short sign of support: once each, counted under the lock, and for nobody who blocks who gave it."""

import threading
import uuid
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from community.conversations import actions
from community.conversations.models import Message, Reaction
from community.conversations.pages import talk_context
from community.kit.gate import Refused
from community.members.actions import block

do = sync_to_async


@pytest.fixture
def words(talk, alba):
    return actions.post(talk, by=alba, body="One year today", client_id=uuid.uuid4())


def counts(words):
    return Message.objects.get(pk=words.pk).reactions


def test_a_sign_counts_once_and_goes_again(words, bruno, eli):
    assert actions.react(words, by=bruno, kind="proud")
    assert not actions.react(words, by=bruno, kind="proud")
    assert actions.react(words, by=eli, kind="proud")
    assert actions.react(words, by=eli, kind="with_you")
    assert counts(words) == {"proud": 2, "with_you": 1} == words.reactions
    assert actions.unreact(words, by=bruno, kind="proud")
    assert not actions.unreact(words, by=bruno, kind="proud")
    assert counts(words) == {"proud": 1, "with_you": 1}
    words.conversation.refresh_from_db()
    assert words.conversation.last_revision == words.revision == 4


def test_only_the_five(words, bruno):
    for kind in ("down", "", "PROUD"):
        with pytest.raises(Refused) as refused:
            actions.react(words, by=bruno, kind=kind)
        assert refused.value.code == "kind"


def test_whoever_cannot_read_it_cannot_react(words, talk, bruno, eli, dara, alba):
    with pytest.raises(PermissionDenied):
        actions.react(words, by=dara, kind="proud")
    actions.dismiss(talk, bruno)
    with pytest.raises(PermissionDenied):
        actions.react(words, by=bruno, kind="proud")
    block(eli, alba, known_as="Alba")
    with pytest.raises(PermissionDenied):
        actions.react(words, by=eli, kind="proud")
    assert not Reaction.objects.exists()


def test_the_quieted_may_and_in_a_closed_talk_nobody(words, talk, eli, bruno):
    actions.quiet_participant(talk, eli, until=timezone.now() + timedelta(hours=1))
    assert actions.react(words, by=eli, kind="with_you")
    actions.remove(words, by=words.author.member)
    with pytest.raises(PermissionDenied):
        actions.react(words, by=bruno, kind="with_you")
    actions.restore(words, by=words.author.member)
    actions.close_conversation(talk)
    with pytest.raises(Refused) as refused:
        actions.react(words, by=bruno, kind="with_you")
    assert refused.value.code == "closed"


def test_who_blocks_somebody_does_not_see_their_sign(words, talk, alba, bruno, eli):
    for member in (bruno, eli):
        actions.react(words, by=member, kind="proud")
    block(alba, eli, known_as="Eli")

    def seen_by(member):
        [line] = talk_context(talk, member)["lines"]
        return [(one.kind, one.count, one.mine) for one in line.reactions]

    assert seen_by(alba) == [("proud", 1, False)]
    assert seen_by(eli) == [("proud", 2, True)]
    actions.unreact(words, by=bruno, kind="proud")
    assert seen_by(alba) == []
    assert seen_by(bruno) == [("proud", 1, False)]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted(words, bruno, eli):
    failures = []

    def change(member, kind, times):
        try:
            for turn in range(times):
                (actions.react if turn % 2 == 0 else actions.unreact)(
                    Message.objects.get(pk=words.pk), by=member, kind=kind
                )
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    both = [(member, kind) for member in (bruno, eli) for kind in ("proud", "with_you")]
    threads = [threading.Thread(target=change, args=(*one, 5)) for one in both * 2]
    threads += [
        threading.Thread(target=lambda: _edit(words, failures)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    rows = Reaction.objects.values_list("kind", flat=True)
    assert counts(words) == {kind: list(rows).count(kind) for kind in set(rows)}
    assert Message.objects.get(pk=words.pk).body == "One year and a day"


def _edit(words, failures):
    try:
        actions.edit(Message.objects.get(pk=words.pk), by=words.author.member, body="One year and a day")
    except Exception as failure:
        failures.append(failure)
    finally:
        connection.close()


async def test_other_pages_hear_it_and_the_blocker_does_not(live_site, talk, open_page, words, alba, bruno, eli):
    await do(block)(bruno, eli, known_as="Eli")
    pages = {name: await open_page(live_site, name) for name in ("alba", "bruno")}
    for page in pages.values():
        await page.watch(talk.pk)
    await do(actions.react)(words, by=eli, kind="proud")
    heard = await pages["alba"].hear("reacted")
    assert (heard["seq"], heard["kind"], heard["on"], heard["reactions"]) == (1, "proud", True, {"proud": 1})
    await do(actions.react)(words, by=alba, kind="proud")
    assert (await pages["alba"].hear("reacted"))["reactions"] == {"proud": 2}
    heard = await pages["bruno"].hear("reacted")
    assert (heard["revision"], heard["reactions"]) == (2, {"proud": 1})


async def test_who_was_away_learns_what_became_of_words(live_site, talk, open_page, words, alba, bruno):
    page = await open_page(live_site, "bruno")
    known = await page.watch(talk.pk)
    await page.close()
    await do(actions.react)(words, by=alba, kind="celebrate")
    await do(actions.edit)(words, by=alba, body="One year and a day")
    other = await do(actions.post)(talk, by=alba, body="and gone", client_id=uuid.uuid4())
    await do(actions.remove)(other, by=alba)
    page = await open_page(live_site, "bruno")
    await page.watch(talk.pk, known["seq"], known["revision"])
    heard = await page.hear_keeping("removed", revision=3)
    assert (heard["seq"], heard["id"]) == (2, other.pk)
    changed = [frame for frame in page.heard if frame["type"] == "changed"]
    assert changed[-1]["body"] == "One year and a day"
    assert changed[-1]["reactions"] == {"celebrate": 1}
    assert changed[-1]["edited_at"]
    page.heard.clear()
    assert (await page.watch(talk.pk, 2, 3))["revision"] == 3
    assert [frame for frame in page.heard if frame["type"] in ("changed", "removed")] == []


async def test_a_page_that_comes_back_late_hears_the_same(live_site, talk, open_page, words, alba, bruno):
    await do(actions.react)(words, by=alba, kind="celebrate")
    page = await open_page(live_site, "bruno")
    now = await page.watch(talk.pk, 1, 0)
    assert now["revision"] == 1
    [heard] = [frame for frame in page.heard if frame["type"] == "changed"]
    assert heard["reactions"] == {"celebrate": 1}
