"""Mentoring's pages: what each person gets, strangers, the blocked and the wrong role included."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.models import Block, Member
from mentorship.pairs.actions import ask, decline, end, propose
from mentorship.pairs.models import Pair, Request
from mentorship.profiles.models import MentorOffer


@pytest.fixture
def as_(client: Client) -> Callable[[Member], Client]:
    def sign_in(member: Member) -> Client:
        client.force_login(member)
        return client

    return sign_in


def url(name: str, *args: int) -> str:
    return reverse(f"mentorship:{name}", args=args)


@pytest.mark.parametrize("name", ["mine", "matters", "offer"])
def test_strangers_sign_in_first(client: Client, name: str, db: None) -> None:
    response = client.get(url(name))
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_addresses_of_things_say_nothing_to_strangers(client: Client, talking: Pair, brunos: MentorOffer) -> None:
    for address in (
        url("person", brunos.pk),
        url("request", talking.request_id),
        url("pair", talking.pk),
        url("end", talking.pk),
        url("pair", 987654),
    ):
        assert client.get(address)["Location"].startswith("/accounts/login/")


def test_who_comes_first_chooses_a_way(as_: Any, dara: Member) -> None:
    page = as_(dara).get(url("mine")).content.decode()
    assert "Say what matters to me" in page
    assert "Offer to be a mentor" in page


def test_three_with_reasons(as_: Any, gil: Member, brunos: MentorOffer) -> None:
    page = as_(gil).get(url("mine")).content.decode()
    assert "People who have walked this road" in page
    for reason in ("also alcohol", "came back after a setback", "evenings"):
        assert reason in page
    assert "SMART" not in page
    assert "% in common" in " ".join(page.replace("</strong> <span>", " ").split())


def test_a_mentor_with_room_hears_that_nobody_asks_just_now(
    as_: Any, talking: Pair, bruno: Member, brunos: MentorOffer
) -> None:
    assert "Nobody asks just now" in as_(bruno).get(url("mine")).content.decode()
    MentorOffer.objects.filter(pk=brunos.pk).update(paused_at=timezone.now())
    assert "Nobody asks just now" not in as_(bruno).get(url("mine")).content.decode()


def test_someone_else_and_back(as_: Any, gil: Member, brunos: MentorOffer) -> None:
    client = as_(gil)
    page = client.post(url("aside", brunos.pk), follow=True).content.decode()
    assert "Nobody with room just now" in page
    assert url("again", brunos.pk) in page
    assert "Ask Bruno" in client.post(url("again", brunos.pk), follow=True).content.decode()


def test_the_story_and_what_is_shared_and_nothing_more(as_: Any, gil: Member, brunos: MentorOffer) -> None:
    page = as_(gil).get(url("person", brunos.pk)).content.decode()
    assert "I came back." in page
    assert "also alcohol" in page
    assert "also pills" not in page
    assert "parent" not in page


def test_asking_in_the_browser(as_: Any, gil: Member, bruno: Member, brunos: MentorOffer) -> None:
    client = as_(gil)
    words = {"words": "The evenings are long."}
    for _click in range(2):
        assert client.post(url("ask", brunos.pk), words)["Location"] == url("mine")
    request = Request.objects.get()
    assert "You have asked" in client.get(url("mine")).content.decode()
    page = as_(bruno).get(url("request", request.pk)).content.decode()
    assert "The evenings are long." in page
    assert "came back after a setback" in page
    response = client.post(url("accept", request.pk))
    pair = Pair.objects.get()
    assert response["Location"] == url("pair", pair.pk)
    assert client.post(url("accept", request.pk))["Location"] == url("pair", pair.pk)
    assert client.get(url("request", request.pk))["Location"] == url("pair", pair.pk)


def test_what_was_typed_is_kept_when_it_cannot_be(as_: Any, gil: Member, brunos: MentorOffer) -> None:
    MentorOffer.objects.update(places_taken=2)
    response = as_(gil).post(url("ask", brunos.pk), {"words": "Would you?"})
    assert response.status_code == 422
    assert "Bruno is not free just now." in response.content.decode()
    response = as_(gil).post(url("ask", brunos.pk), {"words": "x" * 1001})
    assert response.status_code == 422


@pytest.mark.parametrize("way", ["blocks", "is_blocked", "waits", "limits", "left", "hidden"])
def test_who_is_not_for_me_is_not_there(as_: Any, gil: Member, bruno: Member, brunos: MentorOffer, way: str) -> None:
    offers = MentorOffer.objects.filter(pk=brunos.pk)
    if way == "blocks":
        Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    elif way == "is_blocked":
        Block.objects.create(blocker=bruno, blocked=gil, known_as="Gil")
    elif way == "waits":
        offers.update(approved_at=None)
    elif way == "limits":
        type(bruno.matters).objects.filter(pk=bruno.pk).update(genders_wanted=1)
    elif way == "left":
        Member.objects.filter(pk=bruno.pk).update(ended_at=timezone.now())
    else:
        offers.update(hidden_at=timezone.now())
    client = as_(gil)
    assert client.get(url("person", brunos.pk)).status_code == 404
    if way != "limits":
        assert client.post(url("ask", brunos.pk)).status_code == 404
    assert not Request.objects.exists()


def test_a_request_is_between_two(as_: Any, asked: Request, gil: Member, dara: Member) -> None:
    for other in (gil, dara):
        client = as_(other)
        assert client.get(url("request", asked.pk)).status_code == 404
        for deed in ("accept", "decline"):
            assert client.post(url(deed, asked.pk)).status_code == 404
    assert as_(dara).post(url("withdraw", asked.pk)).status_code == 404
    asked.refresh_from_db()
    assert asked.is_open


@pytest.mark.parametrize("who", ["gil", "bruno"])
def test_a_block_takes_the_request_from_the_mentor(
    as_: Any, asked: Request, gil: Member, bruno: Member, who: str
) -> None:
    by, other = (gil, bruno) if who == "gil" else (bruno, gil)
    Block.objects.create(blocker=by, blocked=other, known_as=other.name)
    client = as_(bruno)
    assert client.get(url("request", asked.pk)).status_code == 404
    assert client.post(url("accept", asked.pk)).status_code == 404
    assert not re.search(r"\bGil\b", client.get(url("mine")).content.decode())


def test_a_kind_no_reads_the_same_as_silence(as_: Any, asked: Request, gil: Member, bruno: Member) -> None:
    decline(asked, by=bruno)
    page = as_(gil).get(url("person", asked.offer_id)).content.decode()
    assert "Bruno is not free just now." in page
    assert "declined" not in page


def test_a_full_mentor_is_led_to_their_offer(as_: Any, asked: Request, bruno: Member) -> None:
    MentorOffer.objects.update(places_taken=2)
    response = as_(bruno).post(url("accept", asked.pk))
    assert response.status_code == 422
    assert "Your places are taken." in response.content.decode()
    assert url("offer") in response.content.decode()


def test_the_note_comes_before_the_talk(as_: Any, pair: Pair, gil: Member, bruno: Member) -> None:
    client = as_(gil)
    page = client.get(url("pair", pair.pk)).content.decode()
    assert "Before your first word" in page
    assert "data-conversation" not in page
    client.post(url("ready", pair.pk))
    assert "data-conversation" not in client.get(url("pair", pair.pk)).content.decode()
    as_(bruno).post(url("ready", pair.pk))
    page = as_(gil).get(url("pair", pair.pk)).content.decode()
    assert "data-conversation" in page
    assert "Write to Bruno" in page


def test_a_talk_without_a_script(as_: Any, talking: Pair, gil: Member, bruno: Member) -> None:
    import re

    client = as_(gil)
    page = client.get(url("pair", talking.pk)).content.decode()
    action = re.search(r'action="(/conversations/\d+/messages/)"', page)
    client_id = re.search(r'name="client_id" value="([^"]+)"', page)
    assert action
    assert client_id
    said = {"body": "Good evening", "client_id": client_id[1], "next": url("pair", talking.pk)}
    client.post(action[1], said)
    assert "Good evening" in as_(bruno).get(url("mine")).content.decode()
    assert "Good evening" in client.get(url("pair", talking.pk)).content.decode()
    assert "1 new" not in client.get(url("mine")).content.decode()


def test_a_pair_is_between_two(as_: Any, talking: Pair, bruno: Member, dara: Member, faye: Member) -> None:
    rhythm = propose(talking, by=bruno, words="Tuesdays")
    for other in (dara, faye):
        client = as_(other)
        for name in ("pair", "end"):
            assert client.get(url(name, talking.pk)).status_code == 404
        for name in ("ready", "rhythm", "end"):
            assert client.post(url(name, talking.pk), {"words": "x"}).status_code == 404
        assert client.post(url("agree", talking.pk, rhythm.pk)).status_code == 404


def test_a_rhythm_in_the_browser(as_: Any, talking: Pair, gil: Member, bruno: Member) -> None:
    assert as_(bruno).post(url("rhythm", talking.pk), {"words": ""}).status_code == 422
    as_(bruno).post(url("rhythm", talking.pk), {"words": "Tuesdays after eight"})
    client = as_(gil)
    assert "Bruno proposes: “Tuesdays after eight”" in client.get(url("pair", talking.pk)).content.decode()
    rhythm = talking.rhythms.get()
    assert as_(bruno).post(url("agree", talking.pk, rhythm.pk)).status_code == 403
    as_(gil).post(url("agree", talking.pk, rhythm.pk))
    assert "Tuesdays after eight" in as_(bruno).get(url("mine")).content.decode()


def test_ended_and_blocked_look_alike_from_both_sides(as_: Any, talking: Pair, gil: Member, bruno: Member) -> None:
    Block.objects.create(blocker=gil, blocked=bruno, known_as="Bruno")
    blocked = as_(bruno).get(url("pair", talking.pk)).content.decode()
    assert "Your time together has come to its end" in blocked
    assert "data-conversation" not in blocked
    Block.objects.all().delete()
    end(talking, by=gil)
    assert "Your time together has come to its end" in as_(bruno).get(url("pair", talking.pk)).content.decode()
    assert as_(gil).get(url("end", talking.pk))["Location"] == url("pair", talking.pk)


def test_ending_in_the_browser(as_: Any, talking: Pair, gil: Member) -> None:
    client = as_(gil)
    assert "No reasons owed" in client.get(url("end", talking.pk)).content.decode()
    assert client.post(url("end", talking.pk))["Location"] == url("mine")
    assert Pair.objects.get().ended_by == gil


@pytest.fixture
def counted(django_assert_max_num_queries: Any, as_: Any) -> Callable[[Member, str, int], int]:
    """How many queries a page takes."""

    def count(member: Member, address: str, most: int) -> int:
        client = as_(member)
        client.get(address)
        with django_assert_max_num_queries(most) as captured:
            assert client.get(address).status_code == 200
        return len(captured.captured_queries)

    return count


def test_queries_of_a_mentees_page_are_constant(
    counted: Any, gil: Member, mentor: Callable[..., MentorOffer], someone: Callable[[str], Member]
) -> None:
    for number in range(4):
        mentor(someone(f"First{number}"))
    few = counted(gil, url("mine"), 18)
    for number in range(12):
        offer = mentor(someone(f"More{number}"), places=5)
        for other in range(2):
            ask(offer, by=someone(f"Asker{number}x{other}"))
    assert counted(gil, url("mine"), 18) == few


def test_queries_of_a_mentors_page_are_constant(
    counted: Any, talking: Pair, bruno: Member, brunos: MentorOffer, someone: Callable[[str], Member]
) -> None:
    ask(brunos, by=someone("Asker"))
    few = counted(bruno, url("mine"), 20)
    MentorOffer.objects.filter(pk=brunos.pk).update(places=5)
    for number in range(3):
        pair = Pair.objects.create(offer=brunos, mentor=bruno, mentee=someone(f"Mentee{number}"))
        propose(pair, by=bruno, words="Tuesdays")
    for number in range(9):
        ask(brunos, by=someone(f"Asker{number}"))
    assert counted(bruno, url("mine"), 20) == few
