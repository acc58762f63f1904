"""Who could use a hello: newcomers whose first words nobody has answered, as each reader may see them."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from community.conversations.actions import post
from community.conversations.models import Message, Participant
from community.conversations.pages import talk_context
from community.members.actions import block
from groups.forum.actions import reply, start_thread
from groups.forum.models import Thread
from groups.roster.models import Membership
from groups.roster.queries import conversation_of
from groups.welcome.actions import keep_hellos
from groups.welcome.queries import FirstWords, could_use_a_hello, new_in_chat


@pytest.fixture
def old_hands(group, birch, leader):
    """Alba and Tomas are no newcomers."""
    long_ago = timezone.now() - timedelta(days=300)
    Membership.objects.update(joined_at=long_ago)
    Participant.objects.update(created_at=long_ago)


@pytest.fixture
def finch(finch):
    """Eli came in three days ago."""
    Membership.objects.filter(pk=finch.pk).update(joined_at=timezone.now() - timedelta(days=3))
    return finch


def waiting_for(member) -> list[FirstWords]:
    """What waits for them, when all that was said is known."""
    keep_hellos()
    return could_use_a_hello(member)


@pytest.fixture
def say(group):
    def words(who, body="Hello.", minutes_ago=1):
        said = post(conversation_of(group), by=who, body=body, client_id=uuid.uuid4())
        Message.objects.filter(pk=said.pk).update(sent_at=timezone.now() - timedelta(minutes=minutes_ago))
        return said

    return words


@pytest.fixture
def strip(group):
    """Whom the strip over the chat names to this reader."""

    def named(membership):
        talk = talk_context(conversation_of(group), membership.member)
        found = new_in_chat(membership, talk["lines"])
        return found.name if found else None

    return named


def test_first_words_wait_until_someone_else_speaks(old_hands, birch, alba, finch, eli, leader, say, strip):
    say(leader, "Good evening.")
    say(eli, "First time here.")
    say(eli, "Is it okay to just read?")
    (waiting,) = waiting_for(alba)
    assert (waiting.kind, waiting.name, waiting.words) == ("chat", "Finch", "First time here.")
    assert waiting.url == "/groups/evening-circle/chat/"
    assert strip(birch) == "Finch"
    say(leader, "Welcome in.")
    assert waiting_for(alba) == []
    assert strip(birch) is None


def test_a_first_discussion_waits_for_an_answer(old_hands, alba, finch, eli, leader):
    thread = start_thread(finch.group, by=eli, title="Hello", body="I am new.")
    (waiting,) = waiting_for(alba)
    assert (waiting.kind, waiting.words, waiting.url) == (
        "discussion",
        "I am new.",
        f"{thread.get_absolute_url()}#answer",
    )
    reply(thread, by=eli, body="Anyone?")
    assert len(waiting_for(alba)) == 1
    reply(thread, by=leader, body="Welcome in.")
    assert waiting_for(alba) == []


def test_not_ones_own_not_the_blockeds_not_elsewhere(old_hands, birch, alba, finch, eli, dara, say, strip):
    say(eli)
    start_thread(finch.group, by=eli, title="Hello", body="I am new.")
    assert waiting_for(eli) == []
    assert waiting_for(dara) == []
    assert strip(finch) is None
    block(alba, eli, known_as="Finch")
    assert waiting_for(alba) == []
    assert strip(birch) is None


def test_old_hands_and_those_who_work_here_are_not_new(old_hands, birch, alba, heron, carmen, leader, say, strip):
    say(leader)
    assert waiting_for(alba) == []
    assert strip(birch) is None
    say(carmen)
    assert waiting_for(alba) == []
    assert strip(birch) is None


def test_second_words_are_no_first_ones(old_hands, birch, alba, finch, eli, leader, say, strip):
    say(eli)
    say(leader, "Welcome in.")
    say(eli, "Thank you.")
    assert waiting_for(alba) == []
    assert strip(birch) is None


def test_it_does_not_wait_for_ever(old_hands, birch, alba, finch, eli, say, strip):
    say(eli, minutes_ago=49 * 60)
    Thread.objects.filter(pk=start_thread(finch.group, by=eli, title="Hi", body="I am new.").pk).update(
        created_at=timezone.now() - timedelta(hours=49)
    )
    assert waiting_for(alba) == []
    assert strip(birch) is None


def test_what_was_taken_out_waits_for_nobody(old_hands, birch, alba, finch, eli, leader, say, strip):
    say(eli, "Buy from me.").hide(by=leader)
    start_thread(finch.group, by=eli, title="Hi", body="Buy.").hide(by=leader)
    assert waiting_for(alba) == []
    assert strip(birch) is None


def test_who_left_waits_no_more(old_hands, birch, alba, finch, eli, say, strip):
    from groups.roster.actions import leave

    say(eli)
    leave(finch.group, by=eli)
    assert waiting_for(alba) == []
    assert strip(birch) is None


def test_the_longest_wait_stands_first(old_hands, alba, finch, eli, seat, hana, say):
    Membership.objects.filter(pk=seat(hana, name="Wren").pk).update(joined_at=timezone.now() - timedelta(days=1))
    say(eli, minutes_ago=30)
    start_thread(finch.group, by=hana, title="Hi", body="I am new.")
    assert [waiting.name for waiting in waiting_for(alba)] == ["Finch", "Wren"]


def test_one_query(old_hands, alba, finch, eli, say, django_assert_num_queries):
    say(eli)
    start_thread(finch.group, by=eli, title="Hi", body="I am new.")
    keep_hellos()
    with django_assert_num_queries(1):
        assert len(could_use_a_hello(alba)) == 1


def test_an_answer_is_heard_before_it_is_written_down(old_hands, alba, finch, eli, leader, say):
    say(eli)
    assert len(waiting_for(alba)) == 1
    say(leader, "Welcome in.")
    assert could_use_a_hello(alba) == []


def test_words_under_a_content_note_stay_folded(old_hands, alba, finch, eli):
    thread = start_thread(finch.group, by=eli, title="Hello", body="I am new.")
    Thread.objects.filter(pk=thread.pk).update(notes=["loss"])
    (waiting,) = waiting_for(alba)
    assert waiting.words == ""


def test_who_is_outside_the_chat_is_not_sent_there(old_hands, alba, finch, eli, say):
    say(eli)
    Participant.objects.filter(member=alba).update(ended_at=timezone.now())
    assert waiting_for(alba) == []


def test_a_first_reply_waits_as_well(old_hands, group, alba, finch, eli, leader):
    thread = start_thread(group, by=leader, title="Evenings", body="What do you do?")
    said = reply(thread, by=eli, body="I do not know yet.")
    (waiting,) = waiting_for(alba)
    assert (waiting.kind, waiting.name, waiting.words) == ("reply", "Finch", "I do not know yet.")
    assert waiting.url == said.get_absolute_url()
    assert waiting_for(eli) == []
    reply(thread, by=leader, body="That is a fine answer.")
    assert waiting_for(alba) == []


def test_a_second_reply_is_no_first_one_nor_one_after_a_discussion_of_ones_own(
    old_hands, group, alba, finch, eli, leader
):
    mine = start_thread(group, by=eli, title="Hello", body="New here.")
    reply(mine, by=leader, body="Welcome.")
    reply(start_thread(group, by=leader, title="Evenings", body="And you?"), by=eli, body="Crosswords.")
    assert waiting_for(alba) == []


def test_a_first_reply_to_someone_blocked_is_not_shown(old_hands, group, alba, finch, eli, leader):
    reply(start_thread(group, by=leader, title="Evenings", body="And you?"), by=eli, body="Crosswords.")
    block(alba, leader, known_as="Tomas here")
    assert waiting_for(alba) == []
