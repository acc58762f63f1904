"""How an author wishes to be answered: the page offers it, and the server lets nothing else through."""

import uuid

import pytest

from community.kit.gate import Refused
from groups.forum.actions import edit, reply, start_thread
from groups.forum.models import Post
from groups.forum.presence import SENTENCES
from tests.community.doors import door, words_of


@pytest.fixture
def begun(group, birch, alba):
    """`begun("listen")` is a discussion of Alba's that wishes for that."""
    return lambda mode: start_thread(group, by=alba, title="Tonight", body="I am here.", mode=mode)


def answer(**more):
    return {"client_id": str(uuid.uuid4())} | more


REST, PRESENT = {"body": "You should rest."}, {"kind": "presence", "said": ["here", "glad"]}
#: Each way, what it lets through, and what it does not.
WAYS = {
    "witness": ([], [REST, PRESENT, REST | {"kind": "words"}, REST | {"kind": "advice"}]),
    "listen": ([PRESENT], [REST, REST | {"kind": "words"}, REST | {"kind": "advice"}]),
    "open": ([REST], [PRESENT, REST | {"kind": "advice"}]),
    "advice": ([REST, REST | {"kind": "advice"}], [PRESENT, REST | {"kind": "shout"}]),
}


@pytest.mark.parametrize("mode", WAYS)
def test_the_server_lets_through_what_is_wished_for(begun, alba, leader, mode):
    thread, (wished, unwished) = begun(mode), WAYS[mode]
    for given in unwished:
        with pytest.raises(Refused) as refused:
            reply(thread, by=leader, **given)
        assert refused.value.code in ("mode", "empty")
    assert not Post.objects.exists()
    for given in wished:
        assert reply(thread, by=leader, **given).kind == given.get("kind", "words")
    # Whoever began it may always add words.
    assert reply(thread, by=alba, body="And one more thing.").kind == "words"


def test_presence_is_said_in_sentences_that_are_there(begun, leader):
    thread = begun("listen")
    post = reply(thread, by=leader, kind="presence", said=["glad", "here", "nonsense"])
    assert post.body == f"{SENTENCES['here']} {SENTENCES['glad']}"
    for said in ([], ["nonsense"], list(SENTENCES)):
        with pytest.raises(Refused) as refused:
            reply(thread, by=leader, kind="presence", said=said)
        assert refused.value.field == "said"


def test_free_words_do_not_come_in_beside_the_sentences(begun, leader):
    url = begun("listen").get_absolute_url()
    answered = door(leader).post(url, answer(said=["here"], body="You should rest."))
    assert answered.status_code == 302
    assert "rest" not in Post.objects.get().body


def test_the_composer_has_the_shape_of_the_wish(begun, leader):
    for mode, there, missing in (
        ("witness", "Others see that Tomas here was here", "<textarea"),
        ("listen", "I read every word.", "<textarea"),
        ("open", "<textarea", 'value="advice"'),
        ("advice", 'value="advice"', "I read every word."),
    ):
        page = words_of(door(leader).get(begun(mode).get_absolute_url()))
        assert there in page
        assert missing not in page


def test_words_for_somebody_who_wishes_for_none_are_kept_and_explained(begun, leader):
    thread = begun("open")
    page = door(leader).get(thread.get_absolute_url())
    assert page.status_code == 200
    edit(thread, by=thread.author.member, body=thread.body, mode="witness")
    sent = door(leader).post(thread.get_absolute_url(), answer(body="Half an hour of typing."))
    assert sent.status_code == 422
    assert "asks for no words" in words_of(sent)
    assert "Half an hour of typing." in words_of(sent)


def test_the_wish_can_change_and_what_was_said_stays(begun, alba, leader):
    thread = begun("open")
    post = reply(thread, by=leader, body="I rest at nine.")
    assert edit(thread, by=alba, body=thread.body, mode="listen")
    thread.refresh_from_db()
    assert (thread.mode, thread.edited_at) == ("listen", None)
    assert "I rest at nine." in words_of(door(alba).get(thread.get_absolute_url()))
    with pytest.raises(Refused):
        edit(post, by=leader, body="You should rest.")


def test_unknown_ways_and_too_many_tags(group, alba, birch):
    for given, field in (({"mode": "shout"}, "mode"), ({"tags": "abcdef"}, "tags"), ({"tags": ["x" * 25]}, "tags")):
        with pytest.raises(Refused) as refused:
            start_thread(group, by=alba, title="T", body="B", **given)
        assert refused.value.field == field


def test_tags_find_a_discussion_in_its_group(group, alba, birch):
    url = "/groups/evening-circle/discussions/"
    form = {"title": "Nights", "body": "Long.", "mode": "open", "tags": "Sleep, first weeks, sleep"}
    door(alba).post(f"{url}new/", answer(**form))
    start_thread(group, by=alba, title="Mornings", body="Bright.", tags=["work"])
    start_thread(group, by=alba, title="Noons", body="Hm.")
    found = words_of(door(alba).get(f"{url}?tag=First weeks"))
    assert "Nights" in found
    assert "Mornings" not in found
    assert "Noons" not in found
    assert "Nothing here yet" in words_of(door(alba).get(f"{url}?tag=%00"[:-3] + "nowhere"))


def test_what_has_a_note_is_folded_everywhere(group, alba, birch, leader):
    thread = start_thread(group, by=alba, title="Saturday", body="I drank.", notes=["loss", "relapse", "x"])
    assert thread.notes == ["relapse", "loss"]
    first = reply(thread, by=leader, body="My own Saturday.", notes=["using"])
    reply(thread, by=alba, body="Thank you.", quotes=first.number)
    listed = words_of(door(leader).get("/groups/evening-circle/discussions/"))
    assert "Contains: relapse, loss" in listed
    page = words_of(door(leader).get(thread.get_absolute_url()))
    for mine, words in ((False, "I drank."), (True, "My own Saturday.")):
        summary = page[: page.index(words)].rpartition("<details")[2]
        assert ("open" in summary.partition(">")[0]) == mine
    assert page.count("My own Saturday.") == 1  # the quote says only what it contains
    assert "Contains: talk of using" in page
