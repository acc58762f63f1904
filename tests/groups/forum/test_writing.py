"""Starting and answering: who may, once, in one order."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.kit.gate import Refused
from groups.forum.actions import mark_read, reply, start_thread
from groups.forum.models import Post, Thread, ThreadVisit
from groups.forum.reporting import find_post
from tests.community.doors import door


@pytest.fixture
def thread(group, birch, alba):
    return start_thread(group, by=alba, title="Sundays", body="They are **long**.")


def test_a_thread_stands_as_written(thread, birch):
    assert (thread.title, thread.author, thread.reply_count, thread.last_post_by) == ("Sundays", birch, 0, birch)
    assert thread.html == "<p>They are <strong>long</strong>.</p>"


def test_what_is_dangerous_is_made_safe(group, alba, birch):
    body = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](http://example.org/y.png) <img src=x onerror=y>"
    html = start_thread(group, by=alba, title="<b>Bold</b>", body=body).html
    assert "<script" not in html
    assert "javascript:" not in html.replace("[x](javascript:", "")
    assert "<img" not in html


def test_an_answer_changes_the_row(thread, leader):
    post = reply(thread, by=leader, body="I cook.")
    thread.refresh_from_db()
    assert (post.number, thread.reply_count, thread.last_post_by) == (1, 1, post.author)
    assert thread.last_post_at == post.created_at


def test_the_same_form_twice_is_once(group, thread, alba):
    one, two = uuid.uuid4(), uuid.uuid4()
    assert reply(thread, by=alba, body="Me.", client_id=one) == reply(thread, by=alba, body="Me.", client_id=one)
    begun = start_thread(group, by=alba, title="A", body="B", client_id=two)
    assert start_thread(group, by=alba, title="A", body="B", client_id=two) == begun
    thread.refresh_from_db()
    assert thread.reply_count == Post.objects.count() == 1
    assert Thread.objects.count() == 2


def test_somebody_elses_client_id_takes_nothing_away(thread, alba, leader):
    same = uuid.uuid4()
    assert reply(thread, by=alba, body="Mine.", client_id=same) != reply(thread, by=leader, body="His.", client_id=same)


def test_who_may_not_write(group, thread, dara, removed, gil, quieted, eli):
    for who in (dara, gil):
        with pytest.raises(PermissionDenied):
            reply(thread, by=who, body="Hello.")
        with pytest.raises(PermissionDenied):
            start_thread(group, by=who, title="Hello", body="Hello.")
    with pytest.raises(Refused) as refused:
        reply(thread, by=eli, body="Hello.")
    assert refused.value.code == "quiet"
    with pytest.raises(Refused):
        start_thread(group, by=eli, title="Hello", body="Hello.")


def test_to_step_away_is_not_to_write_either(thread, finch, eli, leader):
    from groups.roster.models import Sanction

    Sanction.objects.create(membership=finch, kind="away", by=leader, reason="Rest.")
    with pytest.raises(Refused):
        reply(thread, by=eli, body="Hello.")


def test_nobody_answers_what_was_taken_out(thread, alba, leader):
    thread.hide(by=leader)
    with pytest.raises(Refused) as refused:
        reply(thread, by=alba, body="Still here?")
    assert refused.value.code == "taken_out"


@pytest.mark.parametrize(
    ("title", "body", "field"),
    [("", "Words.", "title"), ("x" * 141, "Words.", "title"), ("T", " \n ", "body"), ("T", "x" * 20_001, "body")],
)
def test_what_cannot_be_put_up(group, alba, birch, title, body, field):
    with pytest.raises(Refused) as refused:
        start_thread(group, by=alba, title=title, body=body)
    assert refused.value.field == field
    assert not Thread.objects.exists()


def test_reading_never_goes_back(thread, birch):
    for number in (4, 9, 2):
        mark_read(thread, birch, number)
    assert ThreadVisit.objects.get().read_to == 9


def test_an_answer_costs_at_most_twelve_statements(transactional_db, thread, alba, finch):
    page = door(alba)
    page.get(thread.get_absolute_url())
    for body in ("Short.", "Short, @Finch."):
        form = {"body": body, "client_id": str(uuid.uuid4())}
        with CaptureQueriesContext(connection) as asked:
            assert page.post(thread.get_absolute_url(), form).status_code == 302
        statements = [one["sql"] for one in asked.captured_queries]
        assert {"BEGIN", "COMMIT"} <= set(statements)
        assert len(statements) <= 12


def test_answers_at_once_stand_in_one_order(at_once, group, thread, alba, leader):
    calls = [lambda who=who: reply(thread, by=who, body="At once.") for who in (alba, leader) * 4]
    assert all(isinstance(one, Post) for one in at_once(*calls))
    numbers = Post.objects.filter(thread=thread).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 9))
    thread.refresh_from_db()
    assert thread.reply_count == 8
    assert thread.last_post_at == Post.objects.get(thread=thread, number=8).created_at


def test_one_form_sent_twice_at_once_is_one_post(at_once, group, thread, alba):
    same = uuid.uuid4()
    answered = at_once(*[lambda: reply(thread, by=alba, body="Twice.", client_id=same)] * 4)
    begun = at_once(*[lambda: start_thread(group, by=alba, title="T", body="B", client_id=same)] * 4)
    assert len({one.pk for one in answered}) == len({one.pk for one in begun}) == 1


def test_a_reply_in_a_discussion_that_was_taken_out_is_reached_no_more(thread, leader, alba, heron):
    post = reply(thread, by=leader, body="I cook.")
    assert find_post(alba, post.pk) == post
    thread.hide(by=heron.member)
    assert find_post(alba, post.pk) is None


def test_other_words_under_the_same_mark_are_not_lost(group, thread, alba):
    """As after going back in the browser and writing something else there."""
    same, again = uuid.uuid4(), uuid.uuid4()
    first = reply(thread, by=alba, body="Me.", client_id=same)
    other = reply(thread, by=alba, body="And this.", client_id=same)
    assert (first.number, other.number, other.body) == (1, 2, "And this.")
    assert reply(thread, by=alba, body="And this.", client_id=same) == other
    begun = start_thread(group, by=alba, title="A", body="B", client_id=again)
    assert start_thread(group, by=alba, title="A", body="C", client_id=again).body == "C"
    assert reply(begun, by=alba, body="Me.", client_id=same).thread == begun
