"""The pages of a forum: for whom they open, what they show to whom, and that plain forms do it all."""

import re
import uuid

import pytest

from community.members.actions import block
from groups.forum.actions import reply, start_thread
from groups.forum.models import Post, Thread
from groups.roster.actions import found_group, leave
from groups.roster.models import Group
from tests.community.doors import door, queries_of, words_of

LIST = "/groups/evening-circle/discussions/"
NEW = f"{LIST}new/"


@pytest.fixture
def thread(group, birch, alba):
    return start_thread(group, by=alba, title="Sundays are long", body="What do you do with them?")


def pages(thread):
    return [LIST, NEW, thread.get_absolute_url()]


def form(**more):
    given = {"title": "A title", "body": "Some words.", "mode": "open", "client_id": str(uuid.uuid4())}
    return given | more


def test_members_open_every_page(thread, alba, eli, quieted):
    for who in (alba, eli):
        for url in pages(thread):
            assert door(who).get(url).status_code == 200, (who, url)


def test_signed_out_one_signs_in_first(thread):
    for url in pages(thread):
        for answer in (door().get(url), door().post(url, form())):
            assert answer.status_code in (302, 405)
            assert answer.status_code == 405 or answer["Location"].startswith("/accounts/login/")


def test_outsiders_are_shown_the_way_in_and_write_nothing(thread, dara, removed, gil, seat, hana, group):
    seat(hana)
    leave(group, by=hana)
    for who in (dara, gil, hana):
        for url in pages(thread):
            answer = door(who).get(url)
            assert answer.status_code == 403
            assert "This part is for its members" in words_of(answer)
            assert "Sundays" not in words_of(answer)
            assert door(who).post(url, form()).status_code in (403, 405)
    assert not Post.objects.exists()
    assert Thread.objects.count() == 1


def test_a_hidden_group_is_not_there(thread, dara, removed, gil):
    Group.objects.update(entry="hidden")
    for who in (dara, gil):
        for url in pages(thread):
            assert door(who).get(url).status_code == 404
            assert door(who).post(url, form()).status_code in (404, 405)


def test_an_archived_group_is_closed_to_its_members_too(thread, alba):
    from django.utils import timezone

    Group.objects.update(archived_at=timezone.now())
    for url in pages(thread):
        assert door(alba).get(url).status_code == 404


def test_another_groups_thread_is_not_in_this_one(thread, bruno):
    found_group(by=bruno, slug="ridge-walkers", name="Ridge Walkers", kind="hobby", entry="open")
    assert door(bruno).get(f"/groups/ridge-walkers/discussions/{thread.pk}/").status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999999999"])
def test_numbers_that_never_were(thread, alba, number):
    assert door(alba).get(f"{LIST}{number}/").status_code == 404


@pytest.mark.parametrize("value", ["", "x", "-1", "0", "99999999999", "\u0661", "2026-13-45_7", "%00"])
def test_broken_places_in_the_address_are_the_first_page(thread, alba, value):
    for url in (f"{thread.get_absolute_url()}?after={value}", f"{thread.get_absolute_url()}?before={value}"):
        assert door(alba).get(url).status_code == 200
    assert door(alba).get(f"{LIST}?below={value}").status_code == 200


def test_start_and_answer_by_plain_forms(group, birch, alba, leader):
    sent = door(alba).post(NEW, form(title="Sundays", body="They are long."))
    thread = Thread.objects.get()
    assert sent["Location"] == thread.get_absolute_url()
    answered = door(leader).post(sent["Location"], form(body="I cook."))
    assert answered["Location"] == f"{thread.get_absolute_url()}#p1"
    page = words_of(door(alba).get(thread.get_absolute_url()))
    assert "I cook." in page
    assert "Tomas here" in page
    assert "1 new" not in words_of(door(alba).get(LIST))
    listed = " ".join(words_of(door(alba).get(LIST)).split())
    assert re.search(r"Tomas here, (now|(a|\d+) seconds?.ago)", listed)


def test_the_same_form_again_leads_to_the_same_post(thread, alba):
    same = form(body="Once.")
    first = door(alba).post(thread.get_absolute_url(), same)
    again = door(alba).post(thread.get_absolute_url(), same)
    assert first["Location"] == again["Location"]
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"title": ""}, "A title helps others find it."),
        ({"title": "x" * 141}, "That is a long title."),
        ({"body": " "}, "There are no words here yet."),
        ({"body": "long " * 5_000}, "That is more than fits in one post."),
    ],
)
def test_what_was_typed_stays(group, birch, alba, given, says):
    sent = form(title="Kept title", body="Kept words.") | given
    answer = door(alba).post(NEW, sent)
    assert answer.status_code == 422
    page = words_of(answer)
    assert says in page
    assert ("Kept words." if "body" not in given else "Kept title") in page
    assert sent["client_id"] in page


def test_an_empty_answer_is_asked_for_again(thread, alba):
    answer = door(alba).post(thread.get_absolute_url(), form(body=""))
    assert answer.status_code == 422
    assert "There are no words here yet." in words_of(answer)


def test_quieted_meanwhile_the_words_are_kept(thread, alba, quieted, eli):
    for url in (NEW, thread.get_absolute_url()):
        plain = words_of(door(eli).get(url))
        assert "A day of rest." in plain
        assert "<textarea" not in plain
        answer = door(eli).post(url, form(body="Half an hour of typing."))
        assert answer.status_code == 422
        assert "Half an hour of typing." in words_of(answer)
    assert "Start a discussion" not in words_of(door(eli).get(LIST))


def test_the_blocker_hears_nothing_of_the_blocked(group, thread, alba, finch, eli, leader):
    theirs = start_thread(group, by=eli, title="From Finch", body="Finch writes.")
    reply(thread, by=eli, body="Finch answers.")
    block(alba, eli, known_as="Finch")
    page = words_of(door(alba).get(LIST))
    assert "Finch" not in page
    assert "1 reply" in page
    assert "Finch" not in words_of(door(alba).get(thread.get_absolute_url()))
    assert door(alba).get(theirs.get_absolute_url()).status_code == 404
    assert "Finch" not in words_of(door(alba).get("/groups/evening-circle/"))


def test_the_blocked_cannot_tell(group, thread, alba, finch, eli):
    before = words_of(door(eli).get(LIST))
    block(alba, eli, known_as="Finch")
    assert "Sundays are long" in before
    assert "Sundays are long" in words_of(door(eli).get(LIST))
    assert "What do you do with them?" in words_of(door(eli).get(thread.get_absolute_url()))
    assert door(eli).post(thread.get_absolute_url(), form(body="I sleep.")).status_code == 302


def test_someone_who_reads_past_a_blocked_answer_has_read_it_all(group, thread, alba, finch, eli):
    block(alba, eli, known_as="Finch")
    reply(thread, by=eli, body="Not for Alba.")
    door(alba).get(thread.get_absolute_url())
    assert "1 new" not in words_of(door(alba).get(LIST))


def test_what_was_taken_out_leaves_a_line(group, thread, alba, heron, carmen, leader):
    post = reply(thread, by=alba, body="Words that hurt.")
    post.hide(by=carmen)
    page = words_of(door(leader).get(thread.get_absolute_url()))
    assert "Words that hurt." not in page
    assert "Taken out by the people who keep this room." in page
    assert f"/report/post/{post.pk}/" not in page


def test_a_discussion_that_was_taken_out(group, thread, alba, heron, carmen, leader):
    reply(thread, by=leader, body="An answer.")
    thread.hide(by=carmen)
    for who in (alba, carmen, leader):
        answer = door(who).get(thread.get_absolute_url())
        assert answer.status_code == 410
        assert "Sundays" not in words_of(answer)
        assert "An answer." not in words_of(answer)
        assert ("/groups/evening-circle/queue/" in words_of(answer)) == (who != alba)
        assert door(who).post(thread.get_absolute_url(), form()).status_code == 410
    assert "Sundays" not in words_of(door(alba).get(LIST))


def test_reports_are_offered_for_what_others_wrote(thread, alba, leader):
    post = reply(thread, by=leader, body="I cook.")
    hers, his = (words_of(door(who).get(thread.get_absolute_url())) for who in (alba, leader))
    assert f"/report/post/{post.pk}/" in hers
    assert f"/report/thread/{thread.pk}/" not in hers
    assert f"/report/thread/{thread.pk}/" in his
    assert f"/report/post/{post.pk}/" not in his
    for key, pk, who in (("post", post.pk, alba), ("thread", thread.pk, leader)):
        assert door(who).get(f"/report/{key}/{pk}/").status_code == 200


def test_what_one_cannot_see_one_cannot_report(thread, dara, removed, gil, alba, finch, eli):
    post = reply(thread, by=eli, body="Hm.")
    for who in (dara, gil):
        assert door(who).get(f"/report/post/{post.pk}/").status_code == 404
        assert door(who).get(f"/report/thread/{thread.pk}/").status_code == 404
    block(alba, eli, known_as="Finch")
    assert door(alba).get(f"/report/post/{post.pk}/").status_code == 404


def test_nothing_leads_from_the_name_here_to_another(group, thread, alba, bruno, finch):
    other = found_group(by=bruno, slug="ridge-walkers", name="Ridge Walkers", kind="hobby", entry="open")
    from groups.roster.actions import join

    join(other, by=alba, name="Juniper")
    reply(thread, by=alba, body="Still me.")
    seen = [words_of(door(finch.member).get(url)) for url in (*pages(thread), "/groups/evening-circle/")]
    for page in seen:
        for link in (">Alba", "Alba ", alba.email, "Juniper", "Ridge Walkers"):
            assert link not in page


def test_the_pages_cost_the_same_however_much_was_written(group, thread, alba, leader, birch, finch):
    urls = [LIST, NEW, thread.get_absolute_url()]
    for url in urls:
        queries_of(door(alba), url)

    def fill(count):
        Thread.objects.bulk_create(
            Thread(group=group, author=finch, title=f"Nr {n}", body="x", html="x", last_post_by=birch)
            for n in range(count)
        )
        begin = Post.objects.filter(thread=thread).count()
        Post.objects.bulk_create(
            Post(thread=thread, number=begin + n + 1, author=finch, body="x", html="x") for n in range(count)
        )
        Thread.objects.filter(pk=thread.pk).update(reply_count=begin + count)

    fill(10)
    few = [queries_of(door(alba), url) for url in urls]
    fill(990)
    many = [queries_of(door(alba), url) for url in urls]
    assert many == few
    # session, member and frame are three of them
    assert max(many) <= 3 + 5, dict(zip(urls, many, strict=True))
    far = f"{thread.get_absolute_url()}?after=900"
    assert queries_of(door(alba), far) == many[2]
