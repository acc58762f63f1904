"""Saying it better: one's own words only, the earlier ones kept."""

import uuid
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.conversations import actions
from community.conversations.models import Message
from community.kit.gate import Refused

do = sync_to_async


@pytest.fixture
def words(talk, alba):
    return actions.post(talk, by=alba, body="I am *fnie*", client_id=uuid.uuid4())


def test_the_new_words_stand_and_the_earlier_ones_are_kept(words, alba):
    assert actions.edit(words, by=alba, body="  I am **fine** ")
    stored = Message.objects.get(pk=words.pk)
    assert (stored.body, stored.html) == ("I am **fine**", "<p>I am <strong>fine</strong></p>")
    assert stored.edited_at is not None
    assert (stored.revision, stored.seq) == (1, 1)
    assert actions.edit(words, by=alba, body="I am")
    assert [(one.body, one.written_at) for one in stored.versions.order_by("id")] == [
        ("I am *fnie*", stored.sent_at),
        ("I am **fine**", stored.edited_at),
    ]


def test_the_same_words_are_no_edit(words, alba):
    assert not actions.edit(words, by=alba, body="I am *fnie* \n")
    stored = Message.objects.get(pk=words.pk)
    assert (stored.edited_at, stored.revision) == (None, 0)


def test_nobody_edits_anothers_words(words, bruno, dara):
    for member in (bruno, dara):
        with pytest.raises(PermissionDenied):
            actions.edit(words, by=member, body="x")


@pytest.mark.parametrize(
    ("hinder", "code"),
    [
        (lambda talk, alba: actions.quiet_participant(talk, alba, until=timezone.now() + timedelta(1)), "quieted"),
        (lambda talk, alba: actions.close_conversation(talk), "closed"),
        (lambda talk, alba: actions.remove(talk.messages.get(), by=alba), "gone"),
    ],
)
def test_who_may_not_speak_may_not_edit(words, talk, alba, hinder, code):
    hinder(talk, alba)
    with pytest.raises(Refused) as refused:
        actions.edit(words, by=alba, body="other words")
    assert refused.value.code == code


def test_who_left_may_not_edit(words, talk, alba):
    actions.dismiss(talk, alba)
    with pytest.raises(PermissionDenied):
        actions.edit(words, by=alba, body="other words")


def test_words_must_be_left(words, alba):
    with pytest.raises(Refused) as refused:
        actions.edit(words, by=alba, body=" ")
    assert (refused.value.code, refused.value.field) == ("empty", "body")


async def test_open_pages_show_the_new_words(live_site, talk, open_page, words, alba):
    page = await open_page(live_site, "bruno")
    await page.watch(talk.pk)
    await do(actions.edit)(words, by=alba, body="I am fine")
    heard = await page.hear("changed")
    assert (heard["seq"], heard["body"], heard["html"], heard["revision"]) == (1, "I am fine", "<p>I am fine</p>", 1)
    assert heard["edited_at"]
