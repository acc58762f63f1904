"""Saying it better, taking it back, answering a particular post, and signs."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from community.kit.gate import Refused
from community.members.actions import block
from community.safety.actions import claim, hide, report
from groups.forum.actions import edit, lock, put_back, remove, reply, sign, start_thread, unsign
from groups.forum.models import EarlierWords, Post, Sign
from groups.forum.queries import find_thread, find_words, post_list, who_signed
from groups.forum.reporting import edits_of_posts, edits_of_threads
from groups.roster.actions import leave
from groups.roster.queries import membership_of
from tests.community.doors import door, words_of


@pytest.fixture
def thread(group, birch, alba):
    return start_thread(group, by=alba, title="Sundays", body="They are long.")


@pytest.fixture
def post(thread, leader):
    return reply(thread, by=leader, body="I cook.")


def test_what_it_said_before_is_for_its_author_and_the_keepers(thread, post, alba, leader, heron, finch):
    url = f"{thread.get_absolute_url()}1/"
    assert door(leader).post(f"{url}edit/", {"body": "I bake bread."})["Location"].endswith("#p1")
    page = words_of(door(alba).get(thread.get_absolute_url()))
    assert "I bake bread." in page
    assert "edited" in page
    assert "I cook." not in page
    for who, sees in ((leader, True), (heron.member, True), (alba, False), (finch.member, False)):
        assert ("I cook." in words_of(door(who).get(url))) == sees, who
    assert [one.thing for one in edits_of_posts()] == [post]
    edit(thread, by=alba, body=thread.body, title="Long Sundays")
    assert [(one.thing, one.title) for one in edits_of_threads()] == [(thread, "Sundays")]


def test_the_same_words_change_nothing(thread, alba):
    assert not edit(thread, by=alba, body="They are long. ")
    thread.refresh_from_db()
    assert thread.edited_at is None
    assert not EarlierWords.objects.exists()


def test_nobody_changes_or_takes_back_what_others_wrote(thread, post, alba, heron, dara, removed, gil):
    url = f"{thread.get_absolute_url()}1/"
    for who in (alba, heron.member, dara, gil):
        for act, said in ((edit, {"body": "x"}), (remove, {}), (put_back, {})):
            with pytest.raises(PermissionDenied):
                act(post, by=who, **said)
        for way in ("edit/", "remove/", "back/"):
            assert door(who).post(url + way, {"body": "x"}).status_code == 403, (who, way)
    assert Post.objects.get().body == "I cook."


def test_the_quieted_and_who_left_change_nothing(thread, alba, eli, quieted, group):
    theirs = Post.objects.create(thread=thread, number=1, author=quieted, body="Hm.", html="<p>Hm.</p>")
    with pytest.raises(Refused):
        edit(theirs, by=eli, body="Other.")
    assert remove(theirs, by=eli)
    leave(group, by=alba)
    with pytest.raises(PermissionDenied):
        edit(thread, by=alba, body="Other.")


def test_a_closed_discussion_is_not_rewritten(thread, post, leader):
    lock(thread, by=leader, reason="It has become two talks.")
    with pytest.raises(Refused):
        edit(post, by=leader, body="I bake.")


def test_taken_back_leaves_a_line_and_can_be_put_there_again(thread, post, alba, leader, heron):
    url = f"{thread.get_absolute_url()}1/"
    assert door(leader).post(f"{url}remove/").status_code == 302
    page = words_of(door(alba).get(thread.get_absolute_url()))
    assert "Taken back by its author." in page
    assert "I cook." not in page
    assert door(alba).get(url).status_code == 404
    for who in (leader, heron.member):
        assert "I cook." in words_of(door(who).get(url))
    assert door(heron.member).post(f"{url}back/").status_code == 403
    assert door(leader).post(f"{url}back/").status_code == 302
    assert "I cook." in words_of(door(alba).get(thread.get_absolute_url()))


def test_what_keepers_took_out_its_author_does_not_bring_back(thread, post, alba, leader, heron):
    case = report(post, by=alba, category="hurtful").case
    remove(post, by=leader)
    claim(case, by=heron.member)
    hide(case, by=heron.member, reason="It names a dealer.")
    with pytest.raises(Refused) as refused:
        put_back(post, by=leader)
    assert refused.value.code == "decided"


def test_first_words_take_the_discussion_with_them(thread, post, alba, leader):
    door(alba).post(f"{thread.get_absolute_url()}0/remove/")
    assert "Sundays" not in words_of(door(leader).get("/groups/evening-circle/discussions/"))
    gone = door(leader).get(thread.get_absolute_url())
    assert gone.status_code == 410
    assert "Its author took it back" in words_of(gone)
    assert "Put it back" in words_of(door(alba).get(thread.get_absolute_url()))
    assert door(leader).get(f"{thread.get_absolute_url()}1/").status_code == 404
    assert door(alba).post(f"{thread.get_absolute_url()}0/back/").status_code == 302
    assert "I cook." in words_of(door(alba).get(thread.get_absolute_url()))


def test_an_answer_quotes_what_it_answers(thread, post, alba, leader, finch):
    page = words_of(door(alba).get(f"{thread.get_absolute_url()}?quote=1"))
    assert 'name="quotes" value="1"' in page
    assert "Answer without it" in page
    sent = {"body": "What do you cook?", "quotes": "1", "client_id": str(uuid.uuid4())}
    door(alba).post(thread.get_absolute_url(), sent)
    there = words_of(door(finch.member).get(thread.get_absolute_url()))
    assert there.count("I cook.") == 2
    remove(post, by=leader)
    after = words_of(door(finch.member).get(thread.get_absolute_url()))
    assert "I cook." not in after
    assert "An answer to something that is not here any more." in after


def test_a_quote_shows_nothing_of_whom_one_blocked(thread, alba, finch, eli, leader):
    reply(thread, by=eli, body="Finch cooks.")
    reply(thread, by=leader, body="So do I.", quotes=1)
    block(alba, eli, known_as="Finch")
    assert "Finch" not in words_of(door(alba).get(thread.get_absolute_url()))
    assert "Finch" not in words_of(door(alba).get(f"{thread.get_absolute_url()}?quote=1"))
    assert door(alba).get(f"{thread.get_absolute_url()}1/").status_code == 404
    assert door(alba).post(f"{thread.get_absolute_url()}1/sign/", {"kind": "proud"}).status_code == 404


@pytest.mark.parametrize("quotes", ["99", "-1", "x", str(2**40)])
def test_quotes_of_nothing(thread, alba, quotes):
    sent = door(alba).post(thread.get_absolute_url(), {"body": "Hm.", "quotes": quotes})
    assert sent.status_code in (302, 422)
    assert not Post.objects.exclude(quotes=None).exists()


def test_a_sign_is_given_once_and_taken_back(thread, post, alba, leader, finch):
    assert sign(post, by=alba, kind="with_you")
    assert not sign(post, by=alba, kind="with_you")
    assert sign(post, by=finch.member, kind="with_you")
    post.refresh_from_db()
    assert post.signs == {"with_you": 2}
    page = words_of(door(leader).get(f"{thread.get_absolute_url()}1/"))
    assert "Birch, Finch" in page
    assert unsign(post, by=alba, kind="with_you")
    assert not unsign(post, by=alba, kind="with_you")
    post.refresh_from_db()
    assert post.signs == {"with_you": 1}


@pytest.mark.parametrize("place", [0, 1])
def test_a_number_counts_whom_the_reader_hears(thread, post, place, alba, leader, finch, heron):
    """Who is not in the list of names is not in the number either; for others both are as they were."""
    words = post if place else thread
    for one in (finch, heron):
        sign(words, by=one.member, kind="with_you")
    sign(words, by=finch.member, kind="proud")
    block(leader, finch.member, known_as="Finch")
    for reader, numbers in ((leader, {"with_you": 1}), (alba, {"with_you": 2, "proud": 1})):
        seat = membership_of(thread.group, reader)
        seen = find_thread(seat, thread.pk)
        words = find_words(seat, seen, place)
        listed = {one.label: len(one.names) for one in who_signed(words, reader)}
        for said in (words, post_list(seen, seat).posts[0] if place else seen):
            shown = {one.kind: one.number for one in said.five_signs if one.number}
            assert shown == numbers
        assert sorted(listed.values()) == sorted(numbers.values())
        assert door(reader).get(f"{thread.get_absolute_url()}{place}/").status_code == 200


def test_signs_by_plain_forms_and_as_a_part_of_the_page(thread, post, alba):
    url = f"{thread.get_absolute_url()}1/sign/"
    assert door(alba).post(url, {"kind": "proud"})["Location"].endswith("#p1")
    part = door(alba).post(url, {"kind": "thank_you"}, headers={"accept": "text/x-part"})
    assert "Thank you" in words_of(part)
    assert "<html" not in words_of(part)
    assert door(alba).post(url, {"kind": "thank_you"}).status_code == 302
    assert list(Sign.objects.values_list("kind", flat=True)) == ["proud"]
    assert door(alba).post(url, {"kind": "down"}).status_code == 422


def test_who_gives_signs(thread, post, eli, quieted, dara, removed, gil, alba):
    assert sign(post, by=eli, kind="same_here")  # the quieted may
    for who in (dara, gil):
        with pytest.raises(PermissionDenied):
            sign(post, by=who, kind="same_here")
        assert door(who).post(f"{thread.get_absolute_url()}1/sign/", {"kind": "proud"}).status_code == 403
    post.hide(by=alba)
    with pytest.raises(PermissionDenied):
        sign(post, by=alba, kind="proud")


def test_signs_at_once_are_all_counted(at_once, thread, post, alba, leader, heron, finch):
    people = (alba, leader, heron.member, finch.member)
    at_once(*[lambda who=who, kind=kind: sign(post, by=who, kind=kind) for who in people for kind in ("proud",) * 2])
    post.refresh_from_db()
    assert post.signs == {"proud": 4}
