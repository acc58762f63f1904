"""Finding words again: in this conversation alone, nothing hidden, nothing by whom one blocks, quickly among many."""

import re
import time
import uuid

import pytest
from django.db import connection

from community.conversations import actions
from community.conversations.models import Message
from community.conversations.queries import reader_of
from community.conversations.search import _ALL, pieces, search
from community.members.actions import block
from tests.community.doors import queries_of


def say(talk, by, body):
    return actions.post(talk, by=by, body=body, client_id=uuid.uuid4())


def bodies(talk, member, asked, **more):
    found, _older = search(reader_of(talk, member), asked, **more)
    return [one.message.body for one in found]


@pytest.fixture
def door(talk):
    return f"/conversations/{talk.pk}/search/"


def test_words_and_their_beginnings_are_found_in_any_case(talk, alba, bruno):
    for words in ("My Sponsor called", "sponsorship is a long word", "nobody called", "J'ai trouvé un café"):
        say(talk, alba, words)
    assert bodies(talk, bruno, "sponsor") == ["sponsorship is a long word", "My Sponsor called"]
    assert bodies(talk, bruno, "called SPON") == ["My Sponsor called"]
    assert bodies(talk, bruno, "café") == ["J'ai trouvé un café"]
    assert bodies(talk, bruno, "ponsor") == []


@pytest.mark.parametrize(
    "asked", ["", " ", "'", "!!! & | :*", "' & 'x", "a:*b", "\\", "x" * 500, "(", "a b c d e f g h i j"]
)
def test_nothing_that_is_asked_breaks_it(client, talk, door, alba, asked):
    say(talk, alba, "x marks the spot")
    client.force_login(alba)
    assert client.get(door, {"q": asked}).status_code == 200


def test_what_is_gone_blocked_or_elsewhere_is_not_found(talk, alba, bruno, eli):
    elsewhere = actions.open_conversation("pair:1")
    actions.admit(elsewhere, alba, name="Alba", hue=1)
    say(elsewhere, alba, "lantern elsewhere")
    say(talk, bruno, "lantern by bruno")
    gone = say(talk, alba, "lantern removed")
    actions.remove(gone, by=alba)
    edited = say(talk, alba, "lantern before")
    actions.edit(edited, by=alba, body="candle after")
    say(talk, alba, "lantern by alba")
    assert bodies(talk, eli, "lantern") == ["lantern by alba", "lantern by bruno"]
    assert bodies(talk, eli, "candle") == ["candle after"]
    block(eli, bruno, known_as="Bruno")
    assert bodies(talk, eli, "lantern") == ["lantern by alba"]
    assert bodies(talk, bruno, "lantern") == ["lantern by alba", "lantern by bruno"]


def test_twenty_at_a_time(client, talk, door, alba):
    for n in range(45):
        say(talk, alba, f"step {n}")
    seen, address = [], f"{door}?q=step"
    while address:
        page = client.force_login(alba) or client.get(address).content.decode()
        seen += [int(seq) for seq in re.findall(r"\?at=(\d+)#m\1", page)]
        older = re.search(r'href="(\?q=step&amp;before=\d+[^"]*)"', page)
        address = door + older[1].replace("&amp;", "&") if older else ""
    assert seen == list(range(45, 0, -1))


def test_what_is_shown_is_safe_and_marked(client, talk, door, alba):
    say(talk, alba, "<b>bold</b> & <script>alert('bold')</script>")
    client.force_login(alba)
    page = client.get(door, {"q": "bold"}).content.decode()
    assert "&lt;b&gt;<mark>bold</mark>&lt;/b&gt;" in page
    assert "<script>alert" not in page
    page = client.get(door, {"q": '"><script>'}).content.decode()
    assert '"><script>' not in page


def test_a_long_message_is_shown_around_what_was_found():
    words = " ".join(f"w{n}" for n in range(500))
    shown = list(pieces(words, ["w400"]))
    assert [one.text for one in shown if one.hit] == ["w400"]
    text = "".join(one.text for one in shown)
    assert text.startswith("… w")
    assert text.endswith(" …")
    assert len(text) < 250
    assert list(pieces("no hit", ["x"])) == [("no hit", False)]


def test_kind_words_where_nothing_is_found(client, talk, door, alba):
    client.force_login(alba)
    assert "Nobody has said “lantern” here" in client.get(door, {"q": "lantern"}).content.decode()
    assert "Look for a word" in client.get(door, {"q": "!!"}).content.decode()
    assert "That was all" in client.get(door, {"q": "lantern", "before": "3"}).content.decode()
    assert client.get(door, {"q": "lantern", "before": "-3", "next": "//elsewhere.example"}).status_code == 200


def test_who_does_not_hear_finds_no_door(client, talk, door, alba, dara):
    say(talk, alba, "lantern")
    assert client.get(door, {"q": "lantern"}).status_code == 302
    client.force_login(dara)
    assert client.get(door, {"q": "lantern"}).status_code == 404
    actions.dismiss(talk, alba)
    client.force_login(alba)
    assert client.get(door, {"q": "lantern"}).status_code == 404


def test_among_many_it_is_quick_and_asks_the_index(client, talk, door, alba, bruno):
    """For a word that all have said, for one that some have, and for one that nobody has."""
    many = 20_000
    writer = talk.participants.get(member=alba)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO community_message (conversation_id, seq, author_id, client_id, body, html, sent_at, revision,"
            " reactions) SELECT %s, n, %s, gen_random_uuid(), 'day number' || n || ' and still here',"
            " '', now(), 0, '{}' FROM generate_series(1, %s) AS n",
            [talk.pk, writer.pk, many],
        )
        talk.last_seq = many
        talk.save()
        values = {"conversation": talk.pk, "before": many + 1, "blocked": [], "limit": 21}
        cursor.execute("ANALYZE community_message")
        for words in ("'number17':*", "'nobody':*"):
            cursor.execute(f"EXPLAIN {_ALL}", values | {"words": words})
            plan = "\n".join(row for (row,) in cursor.fetchall())
            assert "message_words" in plan, plan
    client.force_login(bruno)
    client.get(door, {"q": "still"})
    for asked, first in (("number17", f"?at={17999}#"), ("still", f"?at={many}#"), ("nobody", "Nobody has said")):
        began = time.perf_counter()
        assert first in client.get(door, {"q": asked}).content.decode()
        assert time.perf_counter() - began < 1
    assert max(queries_of(client, f"{door}?q={word}") for word in ("number17", "nobody", "still")) <= 8
    assert Message.objects.count() == many
