"""The pages of choosing, as forms alone: the next in line, their order, favourites; and whose doors these are."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.facilities.models import Facility
from community.members.models import Block, Member
from mentorship.matching.actions import favour
from mentorship.matching.queries import top_three
from mentorship.pairs.actions import put_in_line
from mentorship.pairs.models import Request
from mentorship.pairs.turns import Turn
from mentorship.profiles.actions import say
from mentorship.profiles.models import Matters, MentorOffer
from mentorship.profiles.vocabulary import LIFE

HOME = "/mentoring/"


@pytest.fixture
def others(mentor: Callable[..., MentorOffer], carmen: Member, dara: Member) -> list[MentorOffer]:
    return [mentor(carmen), mentor(dara)]


@pytest.fixture
def gils(client: Client, gil: Member) -> Client:
    client.force_login(gil)
    return client


def read(client: Client, address: str = HOME) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def order(gil: Member) -> list[str]:
    return [turn.mentor.name for turn in Turn.objects.of(gil).select_related("mentor")]


def test_put_in_line_moved_and_taken_out(
    gils: Client, gil: Member, asked: Request, others: list[MentorOffer], brunos: MentorOffer
) -> None:
    page = read(gils, f"/mentoring/people/{others[0].pk}/")
    assert "Ask Carmen next" in page
    assert "Ask Carmen now too" in page
    for offer in others:
        answer = gils.post(f"/mentoring/people/{offer.pk}/line/", {"words": f"Dear {offer.member}"}, follow=True)
        assert f"{offer.member} is in your line." in answer.content.decode()
    page = read(gils)
    assert "If Bruno is not free, we ask the first by itself" in page
    assert page.index("asked next") < page.index("asked after that")
    assert "Dear Carmen" in page
    carmens, daras = Turn.objects.of(gil)
    gils.post(f"/mentoring/line/{daras.pk}/nearer/")
    assert order(gil) == ["Dara", "Carmen"]
    gils.post(f"/mentoring/line/{daras.pk}/later/")
    assert order(gil) == ["Carmen", "Dara"]
    own = read(gils, f"/mentoring/people/{others[0].pk}/")
    assert "Carmen is in your line" in own
    assert "Dear Carmen" in own
    gils.post(f"/mentoring/line/{daras.pk}/words/", {"words": "Dear Dara, again"})
    assert "Dear Dara, again" in read(gils, f"/mentoring/line/{daras.pk}/words/")
    gils.post(f"/mentoring/line/{carmens.pk}/out/")
    gils.post(f"/mentoring/line/{carmens.pk}/out/")
    assert order(gil) == ["Dara"]
    answer = gils.post(f"/mentoring/line/{daras.pk}/ask/", follow=True)
    assert "You have asked Dara." in answer.content.decode()
    assert Request.objects.open().get(mentor=daras.mentor).words == "Dear Dara, again"
    assert gils.get(f"/mentoring/line/{daras.pk}/words/").status_code == 302


def test_what_was_typed_is_still_there(gils: Client, asked: Request, others: list[MentorOffer]) -> None:
    answer = gils.post(f"/mentoring/people/{others[0].pk}/line/", {"words": "long " * 300})
    assert answer.status_code == 422
    assert "long long" in answer.content.decode()
    turn = put_in_line(others[1], by=asked.mentee)
    answer = gils.post(f"/mentoring/line/{turn.pk if turn else 0}/words/", {"words": "long " * 300})
    assert answer.status_code == 422
    assert "long long" in answer.content.decode()
    MentorOffer.objects.filter(pk=others[0].pk).update(places_taken=2)
    answer = gils.post(f"/mentoring/people/{others[0].pk}/line/", {"words": "Dear Carmen"})
    assert answer.status_code == 422
    assert "Carmen is not free just now." in answer.content.decode()


def test_the_page_of_three_leads_back_where_three_are_asked_or_in_line(
    gils: Client,
    gil: Member,
    asked: Request,
    others: list[MentorOffer],
    mentor: Callable[..., MentorOffer],
    eli: Member,
) -> None:
    for offer in others:
        put_in_line(offer, by=gil)
    elis = mentor(eli)
    assert "Ask Eli" not in read(gils)
    page = read(gils, f"/mentoring/people/{elis.pk}/")
    assert "Three people are asked or in line already." in page
    assert gils.post(f"/mentoring/people/{elis.pk}/ask/").status_code == 422


def test_taking_back_the_last_says_that_the_line_closes(
    gils: Client, gil: Member, asked: Request, others: list[MentorOffer]
) -> None:
    put_in_line(others[0], by=gil)
    assert "If you take back the one you have asked, nobody in your line is asked either." in read(gils)
    answer = gils.post(f"/mentoring/requests/{asked.pk}/withdraw/", follow=True)
    assert "Taken back. Nobody in your line is asked either." in answer.content.decode()


def test_over_the_bound_a_person_looks(gils: Client, gil: Member, harbor: Facility, brunos: MentorOffer) -> None:
    words = "A person at Harbor House looks for someone for you now."
    assert words not in read(gils)
    Matters.objects.filter(pk=gil.pk).update(looking_since=timezone.now() - timedelta(days=8))
    assert words in read(gils)


def test_a_favourite_comes_first_and_limits_hold(
    gils: Client, gil: Member, brunos: MentorOffer, others: list[MentorOffer]
) -> None:
    say(gil, life=LIFE.bits(["setback"]))
    assert top_three(gil)[0].offer == brunos
    answer = gils.post(f"/mentoring/people/{others[1].pk}/first/", follow=True).content.decode()
    assert "You see Dara first from now on. Nobody is told." in answer
    [first, second, _third] = top_three(gil)
    assert (first.offer, first.favoured, second.offer, second.favoured) == (others[1], True, brunos, False)
    page = read(gils)
    daras, brunos_card = (page.index(f'id="person-{one.pk}"') for one in (others[1], brunos))
    assert daras < brunos_card < page.index("Most in common with you")  # what is shared is not changed by it
    say(others[1].member, genders_wanted=1)
    assert others[1] not in [one.offer for one in top_three(gil)]
    say(others[1].member, genders_wanted=0)
    gils.post(f"/mentoring/people/{others[1].pk}/first/back/")
    assert top_three(gil)[0].offer == brunos


def test_set_aside_and_brought_back_again(gils: Client, gil: Member, brunos: MentorOffer) -> None:
    favour(gil, brunos.member)
    gils.post(f"/mentoring/people/{brunos.pk}/aside/")
    assert top_three(gil) == []
    gils.post(f"/mentoring/people/{brunos.pk}/again/")
    assert [one.offer for one in top_three(gil)] == [brunos]


@pytest.mark.parametrize("who", ["bruno", "carmen", "faye"])
@pytest.mark.parametrize("way", ["nearer", "later", "out", "ask", "words"])
def test_ones_line_is_ones_own(
    client: Client, gil: Member, asked: Request, others: list[MentorOffer], request: Any, who: str, way: str
) -> None:
    turn = put_in_line(others[0], by=gil)
    assert turn is not None
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"/mentoring/line/{turn.pk}/{way}/").status_code == 404
    assert client.get(f"/mentoring/line/{turn.pk}/{way}/").status_code in (404, 405)
    assert order(gil) == ["Carmen"]


def test_the_mentor_in_line_reads_nothing_of_it(
    client: Client, gil: Member, asked: Request, others: list[MentorOffer]
) -> None:
    put_in_line(others[0], by=gil)
    client.force_login(others[0].member)
    assert "Gil" not in read(client)
    assert "Gil" not in read(client, "/notices/")


@pytest.mark.parametrize("way", ["line", "first", "first/back"])
def test_for_who_is_blocked_there_is_nobody(
    gils: Client, gil: Member, asked: Request, others: list[MentorOffer], way: str
) -> None:
    Block.objects.create(blocker=others[0].member, blocked=gil, known_as="Gil")
    assert gils.post(f"/mentoring/people/{others[0].pk}/{way}/").status_code == 404
    assert not Turn.objects.exists()


def test_signed_out_one_is_led_in(client: Client, brunos: MentorOffer) -> None:
    assert client.post(f"/mentoring/people/{brunos.pk}/line/").status_code == 302
