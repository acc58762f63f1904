"""Taking a message off the page: one's own without a reason; a keeper gives one, which the author reads."""

import threading
import uuid
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from community.audit.models import Entry
from community.conversations import actions
from community.conversations.models import Message, Removal
from community.conversations.revising import hold
from community.kit.gate import Refused
from community.notifications.models import Notification
from community.safety.actions import hide, report
from community.safety.actions import restore as restore_case
from community.safety.models import Category, Decision, ScopeModerator

do = sync_to_async


@pytest.fixture
def words(talk, alba):
    return actions.post(talk, by=alba, body="DM me", client_id=uuid.uuid4())


@pytest.fixture
def keeper(talk, carmen):
    actions.admit(talk, carmen, name="Carmen", hue=3)
    ScopeModerator.objects.create(scope=talk.scope, member=carmen, name="Carmen", queue_url="/queue/")
    return carmen


def is_hidden(words):
    return Message.objects.get(pk=words.pk).is_hidden


def test_authors_take_their_words_away_and_back(words, alba, bruno):
    assert actions.remove(words, by=alba)
    assert not actions.remove(words, by=alba)
    assert is_hidden(words)
    assert not Message.objects.visible_to(bruno).exists()
    removal = Removal.objects.get()
    assert (removal.by, removal.reason, removal.undone_at) == (alba, "", None)
    assert not Decision.objects.exists()
    assert not Entry.objects.exists()
    assert actions.restore(words, by=alba)
    assert not actions.restore(words, by=alba)
    assert not is_hidden(words)
    assert Message.objects.get(pk=words.pk).revision == 2


def test_nobody_else_does(words, bruno, dara, keeper):
    for member in (bruno, dara):
        with pytest.raises(PermissionDenied):
            actions.remove(words, by=member, reason="I do not like it")
    actions.remove(words, by=keeper, reason="Not here")
    for member in (bruno, dara):
        with pytest.raises(PermissionDenied):
            actions.restore(words, by=member, reason="I like it")


def test_a_keeper_gives_a_reason_that_the_author_reads(words, keeper, alba):
    with pytest.raises(Refused) as refused:
        actions.remove(words, by=keeper, reason=" ")
    assert (refused.value.code, refused.value.field) == ("reason", "reason")
    assert actions.remove(words, by=keeper, reason="No trade here, please.")
    decision = Decision.objects.get()
    assert (decision.member, decision.act, decision.reason, decision.by_name, decision.words) == (
        alba,
        "hide",
        "No trade here, please.",
        "Carmen",
        "DM me",
    )
    assert Notification.objects.filter(member=alba, subject=f"decision:{decision.pk}").exists()
    entry = Entry.objects.get()
    assert (entry.act, entry.by, entry.reason, entry.about) == ("remove_message", keeper, decision.reason, alba)
    with pytest.raises(PermissionDenied):
        actions.restore(words, by=alba)


def test_a_keepers_slip_is_taken_back_without_a_word(words, keeper, alba):
    actions.remove(words, by=keeper, reason="Wrong line")
    assert actions.restore(words, by=keeper)
    assert Decision.objects.get().undone_at is not None
    assert not Notification.objects.filter(member=alba).exists()
    assert list(Entry.objects.order_by("id").values_list("act", flat=True)) == ["remove_message", "undo_removal"]


def test_later_it_takes_a_reason(words, keeper, alba):
    actions.remove(words, by=keeper, reason="Wrong line")
    removal = Removal.objects.get()
    Removal.objects.update(created_at=removal.created_at - timedelta(hours=1))
    with pytest.raises(Refused):
        actions.restore(words, by=keeper)
    assert is_hidden(words)
    assert actions.restore(words, by=keeper, reason="I looked again.")
    assert list(Decision.objects.order_by("id").values_list("act", flat=True)) == ["hide", "restore"]


def test_a_keeper_shows_nobodys_words_against_their_will(words, keeper, alba):
    actions.remove(words, by=alba)
    with pytest.raises(PermissionDenied):
        actions.restore(words, by=keeper, reason="I miss it")


def test_in_a_talk_of_two_nobody_removes_for_another(alba, bruno, keeper):
    pair = actions.open_conversation("pair:7")
    for hue, member in enumerate((alba, bruno, keeper)):
        actions.admit(pair, member, name=member.name, hue=hue)
    words = actions.post(pair, by=alba, body="between us", client_id=uuid.uuid4())
    with pytest.raises(PermissionDenied):
        actions.remove(words, by=keeper, reason="x")


def test_what_a_report_hid_stays_hidden_whoever_removed_it_too(words, keeper, alba, bruno):
    case = report(words, by=bruno, category=Category.SOURCING).case
    actions.remove(words, by=alba)
    hide(case, by=keeper, reason="Trade")
    assert not actions.restore(words, by=alba)
    assert is_hidden(words)


def test_what_its_author_removed_stays_removed_when_a_report_is_looked_at_again(words, keeper, alba, bruno):
    case = report(words, by=bruno, category=Category.SOURCING).case
    hide(case, by=keeper, reason="Trade")
    assert not actions.remove(words, by=alba)
    Removal.objects.create(message=words, by=alba)
    case.refresh_from_db()
    restore_case(case, by=keeper, reason="It was a joke.")
    assert is_hidden(words)


@pytest.mark.django_db(transaction=True)
def test_a_case_is_decided_while_somebody_changes_the_same_words(words, keeper, bruno):
    case = report(words, by=bruno, category=Category.SOURCING).case
    failures = []

    def decide():
        try:
            hide(case, by=keeper, reason="Trade")
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    deciding = threading.Thread(target=decide)
    with transaction.atomic():
        held = hold(words)
        deciding.start()
        deciding.join(0.5)
        assert deciding.is_alive()
        Message.objects.filter(pk=held.pk).update(reactions={})
    deciding.join()
    assert failures == []
    assert is_hidden(words)


def test_a_reason_with_signs_that_cannot_be_kept_is_kept_without_them(words, keeper):
    actions.remove(words, by=keeper, reason="Not\0 here")
    assert Removal.objects.get().reason == "Not here"


async def test_open_pages_lose_and_regain_it(live_site, talk, open_page, words, alba):
    page = await open_page(live_site, "bruno")
    await page.watch(talk.pk)
    await do(actions.remove)(words, by=alba)
    gone = await page.hear("removed")
    assert (gone["seq"], gone["id"], gone["revision"], "body" in gone) == (1, words.pk, 1, False)
    await do(actions.restore)(words, by=alba)
    back = await page.hear("changed")
    assert (back["seq"], back["body"], back["revision"]) == (1, "DM me", 2)
