"""What the page of a talk knows: where it opens, what is new, what is quoted, and what is shown anew."""

import uuid

import pytest

from community.conversations import actions
from community.conversations.models import Message, Participant
from community.conversations.pages import talk_context
from community.members.actions import block


def say(talk, by, body, **more):
    return actions.post(talk, by=by, body=body, client_id=uuid.uuid4(), **more)


@pytest.fixture
def long_talk(talk, alba):
    writer = Participant.objects.get(conversation=talk, member=alba)
    Message.objects.bulk_create(
        Message(conversation=talk, seq=n, author=writer, client_id=uuid.uuid4(), body=f"{n}", html=f"<p>{n}</p>")
        for n in range(1, 201)
    )
    talk.last_seq = 200
    talk.save()
    return talk


def window(talk, member, **asked):
    context = talk_context(talk, member, asked=asked)
    seqs = [line.message.seq for line in context["lines"]]
    return seqs[0], seqs[-1], context["older"], context["newer"], context["is_newest"]


def test_where_a_page_opens(long_talk, bruno):
    assert window(long_talk, bruno) == (151, 200, 151, None, True)
    assert window(long_talk, bruno, before="151") == (101, 150, 101, 150, False)
    assert window(long_talk, bruno, before="51") == (1, 50, None, 50, False)
    assert window(long_talk, bruno, after="50") == (51, 100, 51, 100, False)
    assert window(long_talk, bruno, after="160") == (161, 200, 161, None, True)
    assert window(long_talk, bruno, at="100") == (75, 124, 75, 124, False)
    assert window(long_talk, bruno, at="3") == (1, 27, None, 27, False)
    assert window(long_talk, bruno, at="198") == (173, 200, 173, None, True)
    for broken in ("x", "-1", "0", "9" * 30, "999"):
        assert window(long_talk, bruno, at=broken) == (151, 200, 151, None, True)


def test_what_is_new(long_talk, alba, bruno, eli):
    def first_unread(member, **asked):
        return talk_context(long_talk, member, asked=asked)["first_unread"]

    places = Participant.objects.filter(conversation=long_talk)
    places.filter(member=bruno).update(seen_seq=200)
    places.filter(member=eli).update(seen_seq=20)
    assert first_unread(bruno) is None
    assert first_unread(eli) == 21
    assert first_unread(eli, at="21") == 21
    places.filter(member=eli).update(seen_seq=180)
    assert first_unread(eli) == 181
    assert first_unread(alba) in (1, None)
    gone = Message.objects.get(seq=181)
    actions.remove(gone, by=alba)
    assert first_unread(eli) == 182


def test_a_quote_has_words_only_for_who_may_read_them(client, talk, alba, bruno, eli):
    first = say(talk, bruno, "a **secret** of bruno")
    say(talk, alba, "I hear you", reply_to=first)

    def quote(member):
        return talk_context(talk, member)["lines"][-1].quote

    assert (quote(eli).name, quote(eli).excerpt, quote(eli).gone) == ("Bruno", "a **secret** of bruno", False)
    block(eli, bruno, known_as="Bruno")
    assert (quote(eli).name, quote(eli).excerpt, quote(eli).gone) == ("", "", True)
    client.force_login(eli)
    for address in ("", "?reply=1", "messages/?since=0", "messages/?from=1&to=9", "search/?q=secret"):
        seen = client.get(f"/conversations/{talk.pk}/{address}", headers={"accept": "*/*"}).content.decode()
        assert "secret of" not in seen
        assert "secret</strong>" not in seen
    frames = client.get(f"/conversations/{talk.pk}/messages/?since=0", headers={"accept": "application/json"}).json()
    assert "secret" not in str(frames)
    assert frames["messages"][0]["reply_seq"] == 1


def test_answering_by_form(client, talk, alba, bruno):
    first = say(talk, alba, "Who is here?")
    client.force_login(bruno)
    context = talk_context(talk, bruno, asked={"reply": "1"})
    assert (context["replying_to"].id, context["replying_to"].excerpt) == (first.pk, "Who is here?")
    form = {"body": "Me", "client_id": str(uuid.uuid4()), "reply_to": context["replying_to"].id}
    assert client.post(f"/conversations/{talk.pk}/messages/", form).status_code == 302
    assert Message.objects.get(seq=2).reply_to == first
    refused = client.post(f"/conversations/{talk.pk}/messages/", form | {"body": " "})
    assert refused.status_code == 422
    assert refused.context["replying_to"].id == first.pk
    assert talk_context(talk, bruno, asked={"reply": "7"})["replying_to"] is None


def test_what_is_shown_can_be_read_anew(client, long_talk, alba, bruno):
    door = f"/conversations/{long_talk.pk}/messages/"
    actions.edit(Message.objects.get(seq=5), by=alba, body="five")
    actions.remove(Message.objects.get(seq=6), by=alba)
    actions.react(Message.objects.get(seq=7), by=bruno, kind="proud")
    client.force_login(bruno)

    def read(query):
        return client.get(f"{door}?{query}", headers={"accept": "application/json"}).json()

    frames = read("from=5&to=7")["messages"]
    assert [(frame["type"], frame["seq"]) for frame in frames] == [("message", 5), ("removed", 6), ("message", 7)]
    assert (frames[0]["body"], frames[0]["revision"]) == ("five", 1)
    assert (frames[2]["reactions"], frames[2]["mine"]) == ({"proud": 1}, ["proud"])
    assert len(read("from=1&to=9999")["messages"]) == 200
    assert read("from=x&to=y")["messages"] == []
    after = read("after=100")
    assert (after["messages"][0]["seq"], len(after["messages"]), after["more"]) == (101, 50, True)
    assert read("after=190")["more"] is False
