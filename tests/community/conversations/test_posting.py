"""Saying something: stored once, in one order, by those who may."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from community.conversations import actions
from community.conversations.models import Message, Participant
from community.conversations.storing import Draft
from community.kit.gate import Refused


def say(talk, by, body="Hello", client_id=None, **more):
    return actions.post(talk, by=by, body=body, client_id=client_id or uuid.uuid4(), **more)


def test_each_message_gets_the_next_number(talk, alba, bruno):
    seqs = [say(talk, member).seq for member in (alba, bruno, alba)]
    talk.refresh_from_db()
    assert seqs == [1, 2, 3]
    assert talk.last_seq == 3
    assert talk.last_message_at is not None


def test_the_same_mark_is_the_same_message_and_costs_no_number(talk, alba, bruno):
    mark = uuid.uuid4()
    first, again = say(talk, alba, "One", mark), say(talk, alba, "One", mark)
    assert (first.pk, first.seq) == (again.pk, again.seq)
    assert say(talk, bruno, "Another's mark is another's", mark).seq == 2


def test_a_mark_twice_in_one_batch_is_one_message(talk, alba):
    mark = uuid.uuid4()
    draft = Draft(talk.pk, alba.pk, mark, "One", "<p>One</p>")
    other = Draft(talk.pk, alba.pk, uuid.uuid4(), "Two", "<p>Two</p>")
    first, again, second = actions.post_many([draft, draft, other])
    assert (first.id, first.seq, first.again) == (again.id, 1, False)
    assert again.again
    assert second.seq == 2


def test_a_batch_answers_each_and_stores_only_what_may_be_said(talk, alba, dara, bruno):
    drafts = [Draft(talk.pk, member.pk, uuid.uuid4(), "x", "<p>x</p>") for member in (alba, dara, bruno)]
    one, none, two = actions.post_many(drafts)
    assert none is None
    assert (one.seq, two.seq) == (1, 2)
    assert Message.objects.count() == 2


def test_words_are_kept_as_text_and_as_safe_html(talk, alba):
    message = say(talk, alba, "  one\r\n**two** <script>x</script>  ")
    assert message.body == "one\n**two** <script>x</script>"
    assert "<strong>two</strong>" in message.html
    assert "<script" not in message.html


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("​​", "empty"),
        ("x" * 10_001, "too_long"),
        ("a\0b", "unreadable"),
        ("\ud800", "unreadable"),
        (None, "unreadable"),
        (7, "unreadable"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_reason(talk, alba, body, code):
    with pytest.raises(Refused) as refused:
        say(talk, alba, body)
    assert refused.value.code == code
    assert refused.value.field == "body"
    assert not Message.objects.exists()


def test_ten_thousand_characters_are_fine(talk, alba):
    assert len(say(talk, alba, "ü" * 10_000).body) == 10_000


def test_a_mark_must_be_a_uuid(talk, alba):
    with pytest.raises(Refused):
        say(talk, alba, client_id="7")


def test_a_stranger_and_someone_dismissed_may_not(talk, alba, dara):
    with pytest.raises(PermissionDenied):
        say(talk, dara)
    actions.dismiss(talk, alba)
    with pytest.raises(PermissionDenied):
        say(talk, alba)


def test_someone_quieted_may_again_when_the_time_is_over(talk, eli):
    actions.quiet_participant(talk, eli, until=timezone.now() + timedelta(hours=1))
    with pytest.raises(Refused) as refused:
        say(talk, eli)
    assert refused.value.code == "quieted"
    actions.quiet_participant(talk, eli, until=timezone.now() - timedelta(seconds=1))
    assert say(talk, eli).seq == 1
    actions.quiet_participant(talk, eli, until=timezone.now() + timedelta(hours=1))
    assert actions.unquiet_participant(talk, eli)
    assert say(talk, eli).seq == 2


def test_an_ended_account_may_not(talk, alba):
    alba.ended_at = timezone.now()
    alba.save()
    with pytest.raises(PermissionDenied):
        say(talk, alba)


def test_a_closed_conversation_takes_no_words_until_it_opens_again(talk, alba):
    assert actions.close_conversation(talk)
    assert not actions.close_conversation(talk)
    with pytest.raises(Refused) as refused:
        say(talk, alba)
    assert refused.value.code == "closed"
    assert actions.reopen_conversation(talk)
    assert say(talk, alba).seq == 1


def test_a_reply_points_into_its_own_conversation_only(talk, alba, bruno):
    first = say(talk, alba)
    assert say(talk, bruno, reply_to=first).reply_to == first
    elsewhere = actions.open_conversation("pair:1")
    actions.admit(elsewhere, bruno, name="Bruno", hue=1)
    assert say(elsewhere, bruno, reply_to=first).reply_to is None


def test_one_statement_stores_a_batch(talk, alba, django_assert_num_queries):
    drafts = [Draft(talk.pk, alba.pk, uuid.uuid4(), "x", "<p>x</p>") for _ in range(200)]
    with django_assert_num_queries(3):  # the savepoint's two beside it
        stored = actions.post_many(drafts)
    assert [one.seq for one in stored] == list(range(1, 201))


def test_a_place_is_given_once_and_given_back(talk, alba, bruno):
    say(talk, bruno)
    place = Participant.objects.get(conversation=talk, member=alba)
    assert actions.dismiss(talk, alba)
    assert not actions.dismiss(talk, alba)
    again = actions.admit(talk, alba, name="Al", hue=5)
    assert (again.pk, again.name, again.ended_at, again.seen_seq) == (place.pk, "Al", None, 1)


def test_unread_is_counted_by_scope_and_never_goes_back(talk, alba, bruno, django_assert_num_queries):
    for _ in range(3):
        say(talk, bruno)
    with django_assert_num_queries(1):
        assert actions.unread_counts(alba) == {"group:1": 3}
    assert actions.mark_seen(talk, by=alba, seq=2)
    assert actions.unread_counts(alba) == {"group:1": 1}
    assert not actions.mark_seen(talk, by=alba, seq=1)
    assert actions.mark_seen(talk, by=alba, seq=99)
    assert actions.unread_counts(alba) == {}


def test_what_was_said_before_one_came_is_not_unread(talk, alba, dara):
    say(talk, alba)
    actions.admit(talk, dara, name="Dara", hue=3)
    assert actions.unread_counts(dara) == {}


def test_visible_to_leaves_out_blocked_and_hidden_words(talk, alba, bruno, eli, dara):
    from community.members.models import Block

    kept, hidden, blocked = say(talk, alba), say(talk, alba), say(talk, bruno)
    hidden.hide(by=eli)
    Block.objects.create(blocker=eli, blocked=bruno, known_as="Bruno")
    assert list(Message.objects.visible_to(eli)) == [kept]
    assert set(Message.objects.visible_to(bruno)) == {kept, blocked}
    assert not Message.objects.visible_to(dara).exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_no_gap_and_no_double(talk, alba, bruno):
    """Eight connections retry the same marks at the same time, in two conversations and both directions."""
    other = actions.open_conversation("group:2")
    for member in (alba, bruno):
        actions.admit(other, member, name=member.name, hue=0)
    drafts = [
        Draft(where.pk, who.pk, uuid.uuid4(), f"{n}", f"<p>{n}</p>")
        for n in range(25)
        for where in (talk, other)
        for who in (alba, bruno)
    ]
    failures = []

    def retry(order):
        try:
            for start in range(0, len(order), 5):
                assert None not in actions.post_many(order[start : start + 5])
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=retry, args=(drafts[:: (-1) ** n],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for where in (talk, other):
        where.refresh_from_db()
        seqs = list(Message.objects.filter(conversation=where).order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(1, 51))
        assert where.last_seq == 50
