"""The doors for pages: reading, catching up, saying something without a socket."""

import json
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from community.conversations import actions
from community.conversations.models import Message
from community.members.models import Block


@pytest.fixture
def door(talk):
    return f"/conversations/{talk.pk}/messages/"


@pytest.fixture
def said(talk, alba, bruno):
    return [actions.post(talk, by=(alba, bruno)[n % 2], body=f"word {n + 1}", client_id=uuid.uuid4()) for n in range(7)]


def as_json(client, address):
    return client.get(address, headers={"accept": "application/json"})


def post_json(client, address, **body):
    return client.post(address, json.dumps(body), content_type="application/json")


def test_everything_since(client, alba, said, door):
    client.force_login(alba)
    answer = as_json(client, f"{door}?since=4").json()
    assert [frame["seq"] for frame in answer["messages"]] == [5, 6, 7]
    assert (answer["seq"], answer["more"]) == (7, False)
    assert answer["messages"][0]["body"] == "word 5"
    assert as_json(client, f"{door}?since=7").json()["messages"] == []


def test_older_ones_before(client, alba, said, door):
    client.force_login(alba)
    answer = as_json(client, f"{door}?before=4").json()
    assert [frame["seq"] for frame in answer["messages"]] == [1, 2, 3]
    assert answer["more"] is False


@pytest.mark.parametrize("query", ["since=x", "since=-1", "since=99999999999999999999", "before=", "before=x", ""])
def test_odd_numbers_break_nothing(client, alba, said, door, query):
    client.force_login(alba)
    assert as_json(client, f"{door}?{query}").status_code == 200
    assert client.get(f"{door}?{query}").status_code == 200


def test_json_says_and_says_again(client, alba, talk, door):
    client.force_login(alba)
    mark = str(uuid.uuid4())
    first = post_json(client, door, body="Hello", client_id=mark)
    assert first.status_code == 201
    assert first.json() == post_json(client, door, body="Hello", client_id=mark).json()
    assert first.json()["seq"] == 1
    assert Message.objects.count() == 1


def test_a_form_says_and_leads_back(client, alba, talk, door):
    client.force_login(alba)
    mark = str(uuid.uuid4())
    answer = client.post(door, {"body": "Hello", "client_id": mark, "next": "/groups/evening-circle/chat/"})
    assert (answer.status_code, answer["Location"]) == (302, "/groups/evening-circle/chat/#m1")
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""):
        answer = client.post(door, {"body": "Hello", "client_id": mark, "next": elsewhere})
        assert answer["Location"] == f"/conversations/{talk.pk}/#m1"


def test_a_form_without_words_keeps_its_page(client, alba, talk, door):
    client.force_login(alba)
    long = "x" * 10_001
    answer = client.post(door, {"body": long, "client_id": str(uuid.uuid4()), "next": "/somewhere/"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert long in page
    assert "longer than 10,000" in page
    assert 'value="/somewhere/"' in page


@pytest.mark.parametrize(
    "body",
    ["[]", "{}", "null", "{", '{"body": 7, "client_id": 7}', '{"body": "x"}', '{"body": {}, "client_id": []}'],
)
def test_broken_json_is_refused(client, alba, talk, door, body):
    client.force_login(alba)
    answer = client.post(door, body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["type"] == "refused"


def test_a_form_needs_its_token_and_json_needs_our_origin(alba, talk, door):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(alba)
    mark = str(uuid.uuid4())
    assert client.post(door, {"body": "x", "client_id": mark}).status_code == 403
    body = json.dumps({"body": "x", "client_id": mark})
    foreign = client.post(door, body, content_type="application/json", headers={"origin": "https://elsewhere.example"})
    assert foreign.status_code == 403
    assert client.post(door, body, content_type="text/plain").status_code == 403
    assert client.post(door, body, content_type="application/json").status_code == 201
    client.get(f"/conversations/{talk.pk}/")
    token = client.cookies["csrftoken"].value
    form = {"body": "y", "client_id": str(uuid.uuid4()), "csrfmiddlewaretoken": token}
    assert client.post(door, form).status_code == 302


def test_a_stranger_finds_nothing(client, dara, said, door, talk):
    client.force_login(dara)
    page = f"/conversations/{talk.pk}/"
    for answer in (client.get(page), client.get(door), as_json(client, door), post_json(client, door, body="x")):
        assert answer.status_code == 404


def test_someone_dismissed_finds_nothing(client, alba, said, door, talk):
    actions.dismiss(talk, alba)
    client.force_login(alba)
    assert as_json(client, f"{door}?since=0").status_code == 404


def test_who_is_not_signed_in_is_led_there(client, said, door, talk):
    assert as_json(client, door).status_code == 401
    assert client.get(door).status_code == 302
    assert client.post(door, {"body": "x"}).status_code == 302
    assert client.get(f"/conversations/{talk.pk}/").status_code == 302


def test_someone_quieted_reads_and_may_not_write(client, eli, said, door, talk):
    actions.quiet_participant(talk, eli, until=timezone.now() + timedelta(hours=1))
    client.force_login(eli)
    page = client.get(f"/conversations/{talk.pk}/").content.decode()
    assert "write again from" in page
    assert "<textarea" not in page
    refused = post_json(client, door, body="x", client_id=str(uuid.uuid4()))
    assert (refused.status_code, refused.json()["code"]) == (422, "quieted")
    assert client.post(door, {"body": "x", "client_id": str(uuid.uuid4())}).status_code == 422


def test_blocked_and_hidden_words_do_not_come(client, eli, bruno, said, door, talk):
    Block.objects.create(blocker=eli, blocked=bruno, known_as="Bruno")
    said[2].hide(by=bruno)
    client.force_login(eli)
    frames = as_json(client, f"{door}?since=0").json()["messages"]
    assert [(frame["type"], frame["seq"]) for frame in frames] == [
        ("message", 1),
        ("removed", 3),
        ("message", 5),
        ("message", 7),
    ]
    assert "body" not in frames[1]
    page = client.get(f"/conversations/{talk.pk}/").content.decode()
    assert "word 1" in page
    assert "word 2" not in page
    assert "word 3" not in page


def test_other_verbs_are_not_known(client, alba, talk, door):
    client.force_login(alba)
    assert client.delete(door).status_code == 405


def test_a_page_of_a_long_talk_takes_as_many_queries_as_a_short_one(
    client, alba, said, talk, door, django_assert_max_num_queries
):
    client.force_login(alba)
    pages = [f"/conversations/{talk.pk}/", f"{door}?since=0", f"{door}?before=5"]
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        counts = []
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get(page)
            counts.append(len(captured))
        return counts

    queries()
    few = queries()
    for n in range(80):
        actions.post(talk, by=alba, body=f"more {n}", client_id=uuid.uuid4())
    queries()
    assert queries() == few
    assert max(few) <= 12


def test_the_page_is_read_when_it_was_shown(client, alba, said, talk):
    client.force_login(alba)
    assert actions.unread_counts(alba) == {"group:1": 3}  # others say three of the seven
    client.get(f"/conversations/{talk.pk}/?before=3")
    assert actions.unread_counts(alba) == {"group:1": 3}
    client.get(f"/conversations/{talk.pk}/")
    assert actions.unread_counts(alba) == {}


def test_days_and_who_goes_on_speaking(client, alba, bruno, talk):
    from community.conversations.pages import talk_context

    now = timezone.now().replace(hour=12)
    for n, (who, at) in enumerate(
        [
            (alba, now - timedelta(days=1)),
            (alba, now - timedelta(days=1) + timedelta(minutes=1)),
            (alba, now),
            (bruno, now),
            (bruno, now + timedelta(minutes=9)),
        ]
    ):
        message = actions.post(talk, by=who, body=f"{n}", client_id=uuid.uuid4())
        Message.objects.filter(pk=message.pk).update(sent_at=at)
    lines = talk_context(talk, alba)["lines"]
    assert [line.day is not None for line in lines] == [True, False, True, False, False]
    assert [line.follows for line in lines] == [False, True, False, False, False]
    assert [line.mine for line in lines] == [True, True, True, False, False]
