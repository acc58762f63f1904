"""A message's own page and doors: what works without a script, who finds what, what scripts are told."""

import uuid

import pytest

from community.conversations import actions
from community.conversations.models import Message, Removal
from community.conversations.pages import talk_context
from community.members.actions import block
from community.safety.models import ScopeModerator
from tests.community.doors import queries_of


@pytest.fixture
def words(talk, alba):
    return actions.post(talk, by=alba, body="I made it to *noon*", client_id=uuid.uuid4())


@pytest.fixture
def keeper(talk, carmen):
    actions.admit(talk, carmen, name="Carmen", hue=3)
    ScopeModerator.objects.create(scope=talk.scope, member=carmen, name="Carmen", queue_url="/queue/")
    return carmen


@pytest.fixture
def address(talk, words):
    return f"/conversations/{talk.pk}/messages/{words.pk}/"


ACCEPT = {"accept": "application/json"}


def as_json(client, url, **data):
    return client.post(url, data, headers=ACCEPT) if data else client.get(url, headers=ACCEPT)


def test_each_act_stands_where_it_may_be_done(client, address, words, alba, bruno, keeper):
    def seen_by(member):
        client.force_login(member)
        return client.get(address).content.decode()

    own, others, keepers = seen_by(alba), seen_by(bruno), seen_by(keeper)
    assert "<em>noon</em>" in own
    assert [part in own for part in ("edit/", 'remove/"', "/report/", "?reply=1")] == [True, True, False, True]
    assert [part in others for part in ("edit/", "remove/", "/report/", "?reply=1")] == [False, False, True, True]
    assert [part in keepers for part in ("edit/", "remove/?", "/report/", "?reply=1")] == [False, True, True, True]
    assert f"/conversations/{words.conversation_id}/?at=1#m1" in others


def test_a_script_gets_the_frame(client, address, words, bruno):
    actions.react(words, by=bruno, kind="proud")
    client.force_login(bruno)
    frame = as_json(client, address).json()
    assert (frame["body"], frame["reactions"], frame["mine"]) == ("I made it to *noon*", {"proud": 1}, ["proud"])


def test_a_sign_that_is_none_is_refused(client, address, bruno):
    client.force_login(bruno)
    for kind in ("", "boo", "\0"):
        assert as_json(client, f"{address}react/", kind=kind).status_code == 422


def test_reacting_as_a_form_and_as_a_script(client, address, words, bruno, talk):
    client.force_login(bruno)
    answer = client.post(f"{address}react/", {"kind": "proud", "next": "/groups/evening-circle/chat/"})
    assert answer["Location"] == "/groups/evening-circle/chat/?at=1#m1"
    assert "Bruno" in client.get(address).content.decode()
    told = as_json(client, f"{address}react/", kind="proud").json()
    assert told == {"reactions": {}, "mine": [], "revision": 2}
    for _ in range(2):
        told = as_json(client, f"{address}react/", kind="same_here", on="1").json()
    assert told == {"reactions": {"same_here": 1}, "mine": ["same_here"], "revision": 3}
    assert as_json(client, f"{address}react/", kind="down").status_code == 422
    assert client.post(f"{address}react/", {"kind": "down"}).status_code == 422
    assert client.get(f"{address}react/").status_code == 405


def test_editing(client, address, words, alba):
    client.force_login(alba)
    assert "I made it to *noon*" in client.get(f"{address}edit/").content.decode()
    answer = client.post(f"{address}edit/", {"body": " "})
    assert answer.status_code == 422
    assert "nothing written" in answer.content.decode()
    long = client.post(f"{address}edit/", {"body": "x" * 10_001})
    assert "x" * 10_001 in long.content.decode()
    answer = client.post(f"{address}edit/", {"body": "I made it to one", "next": "https://elsewhere.example/"})
    assert answer["Location"] == f"/conversations/{words.conversation_id}/?at=1#m1"
    told = as_json(client, f"{address}edit/", body="I made it to two").json()
    assert (told["body"], told["revision"], "edited_at" in told) == ("I made it to two", 2, True)
    assert as_json(client, f"{address}edit/", body="").json()["code"] == "empty"
    assert ">edited" in client.get(address).content.decode()


def test_removing_and_taking_it_back(client, address, words, alba, bruno):
    client.force_login(alba)
    answer = client.post(f"{address}remove/", {"next": "/groups/evening-circle/chat/"})
    assert answer["Location"] == "/groups/evening-circle/chat/?at=1#m1"
    toast = client.get(address).content.decode()
    assert f'action="{address}restore/?next=%2Fgroups%2Fevening-circle%2Fchat%2F"' in toast
    assert "You removed this" in toast
    assert client.get(f"{address}edit/")["Location"] == address
    client.force_login(bruno)
    for door in ("", "react/", "edit/", "remove/", "restore/"):
        assert client.get(f"{address}{door}").status_code in (404, 405)
        assert client.post(f"{address}{door}", {"kind": "proud", "body": "x"}).status_code in (404, 405)
    client.force_login(alba)
    answer = client.post(f"{address}restore/?next=/groups/evening-circle/chat/")
    assert answer["Location"] == "/groups/evening-circle/chat/?at=1#m1"
    assert not Message.objects.get().is_hidden
    assert as_json(client, f"{address}remove/", next="/").json() == {"removed": True, "revision": 3}
    assert as_json(client, f"{address}restore/", next="/").json()["revision"] == 4


def test_a_keeper_says_why_and_sees_what_was(client, address, words, alba, bruno, keeper):
    actions.edit(words, by=alba, body="Call me on 0170")
    client.force_login(keeper)
    assert "I made it to *noon*" in client.get(address).content.decode()
    assert client.post(f"{address}remove/", {"reason": ""}).status_code == 422
    assert as_json(client, f"{address}remove/", reason="").json()["code"] == "reason"
    client.post(f"{address}remove/", {"reason": "A number of yours, so I took it out."})
    seen = client.get(address).content.decode()
    assert "A number of yours" in seen
    assert "Removed by Carmen" in seen
    assert "Put it back" in seen
    client.force_login(alba)
    own = client.get(address).content.decode()
    assert "A number of yours" not in own
    assert "among your notices" in own
    assert "I made it to *noon*" not in own
    assert client.post(f"{address}restore/").status_code == 403
    assert as_json(client, f"{address}restore/", next="/").status_code == 403
    client.force_login(keeper)
    removal = Removal.objects.get()
    Removal.objects.update(created_at=removal.created_at.replace(year=2020))
    assert client.post(f"{address}restore/").status_code == 422
    assert client.post(f"{address}restore/", {"reason": "It was an old number."}).status_code == 302
    client.force_login(bruno)
    assert "A number of yours" not in client.get(address).content.decode()


def test_a_trace_stands_where_it_was(client, address, words, talk, alba, bruno, eli, keeper):
    actions.post(talk, by=bruno, body="I hear you", client_id=uuid.uuid4(), reply_to=words)
    actions.remove(words, by=keeper, reason="A number")

    def seen_by(member, query=""):
        client.force_login(member)
        return client.get(f"/conversations/{talk.pk}/{query}").content.decode()

    for member, led in ((bruno, False), (alba, True), (keeper, True)):
        seen = seen_by(member)
        assert "This message was removed." in seen
        assert "noon" not in seen
        assert (f'href="{address}"' in seen) is led
    block(eli, alba, known_as="Alba")
    assert ">This message was removed." not in seen_by(eli)
    assert talk_context(talk, bruno)["lines"][1].quote.gone
    assert seen_by(bruno, "?reply=1").count("noon") == 0


def test_others_may_not_edit_or_remove(client, address, words, bruno):
    client.force_login(bruno)
    for door in ("edit/", "remove/"):
        assert client.get(f"{address}{door}").status_code == 403
        assert client.post(f"{address}{door}", {"body": "x", "reason": "x"}).status_code == 403
        assert as_json(client, f"{address}{door}", body="x", reason="x").status_code == 403
    assert client.post(f"{address}restore/").status_code == 403


@pytest.mark.parametrize("who", ["dara", "dismissed", "blocker", "signed out"])
def test_who_does_not_hear_it_finds_no_door(client, address, words, talk, dara, bruno, eli, alba, who):
    if who == "dara":
        client.force_login(dara)
    elif who == "dismissed":
        actions.dismiss(talk, eli)
        client.force_login(eli)
    elif who == "blocker":
        block(bruno, alba, known_as="Alba")
        client.force_login(bruno)
    allowed = (302, 405) if who == "signed out" else (404, 405)
    for door in ("", "react/", "edit/", "remove/", "restore/"):
        assert client.get(f"{address}{door}").status_code in allowed
        assert client.post(f"{address}{door}", {"kind": "proud", "body": "x"}).status_code in allowed
    if who == "signed out":
        assert as_json(client, f"{address}react/", kind="proud").status_code == 401
    assert Message.objects.get().body == "I made it to *noon*"
    assert Message.objects.get().reactions == {}


def test_a_message_is_found_in_its_own_conversation_only(client, words, alba):
    other = actions.open_conversation("pair:9")
    actions.admit(other, alba, name="Alba", hue=0)
    client.force_login(alba)
    assert client.get(f"/conversations/{other.pk}/messages/{words.pk}/").status_code == 404


def test_who_blocks_somebody_reads_no_name_of_theirs(client, address, words, bruno, eli, alba):
    actions.react(words, by=eli, kind="proud")
    actions.react(words, by=bruno, kind="proud")
    block(bruno, eli, known_as="Eli")
    client.force_login(bruno)
    seen = client.get(address).content.decode()
    assert "Eli" not in seen
    client.force_login(alba)
    assert "Eli, Bruno" in client.get(address).content.decode()


def test_the_page_costs_the_same_however_much_was_done(client, address, words, talk, bruno, eli, keeper):
    client.force_login(keeper)
    client.get(address)
    actions.react(words, by=bruno, kind="proud")
    actions.edit(words, by=words.author.member, body="one")
    few = queries_of(client, address)
    for kind in ("with_you", "same_here", "celebrate"):
        actions.react(words, by=eli, kind=kind)
    for n in range(9):
        actions.edit(words, by=words.author.member, body=f"{n}")
    assert queries_of(client, address) == few <= 16
