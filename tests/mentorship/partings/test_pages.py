"""The pages of an ending: for whom they are there, and what stays where something does not fit."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.members.actions import block
from community.members.models import Member
from mentorship.oversight.actions import raise_concern
from mentorship.pairs.actions import accept, acknowledge, ask, end, let_rest
from mentorship.pairs.models import Pair
from mentorship.pairs.rests import Rest
from mentorship.partings.actions import draft_handover, keep_handover, let_days_come, save_letter
from mentorship.partings.models import Handover, Letter, Onward, Parting
from mentorship.profiles.models import MentorOffer

pytestmark = pytest.mark.django_db


def as_(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def addresses(agreed: Parting, bruno: Member) -> dict[str, str]:
    """Every address below the pair's own, and of the letters."""
    letter = save_letter(agreed.pair, by=bruno, body="You did the walking.")
    draft_handover(agreed.pair, by=bruno, words="Mornings are hard.")
    here = agreed.pair.get_absolute_url()
    return {
        "parting": f"{here}parting/",
        "agree": f"{here}parting/{agreed.pk}/agree/",
        "back": f"{here}parting/{agreed.pk}/back/",
        "letter": f"{here}letter/",
        "thrown": f"{here}letter/away/",
        "handover": f"{here}handover/",
        "handover away": f"{here}handover/away/",
        "for you": f"{here}for-you/",
        "onward": f"{here}onward/",
        "kept": f"/mentoring/letters/{letter.pk}/",
        "away": f"/mentoring/letters/{letter.pk}/away/",
        "left": f"/mentoring/letters/{letter.pk}/left/",
        "report": f"/report/letter/{letter.pk}/",
    }


def test_for_strangers_nothing_is_there(addresses: dict[str, str], hana: Member, faye: Member) -> None:
    """Nor for the coordinator of the house."""
    for member in (hana, faye):
        client = as_(member)
        for name, address in addresses.items():
            assert {client.get(address).status_code, client.post(address, {}).status_code} <= {404, 405}, name


def test_whose_they_are_before_the_day(addresses: dict[str, str], gil: Member, bruno: Member) -> None:
    for member, name, status in (
        (gil, "parting", 200),
        (bruno, "parting", 200),
        (bruno, "letter", 200),
        (gil, "handover", 200),
        (bruno, "handover", 200),
        (bruno, "for you", 404),
        (gil, "for you", 404),
        (gil, "kept", 404),
        (bruno, "kept", 404),
        (bruno, "left", 404),
        (gil, "report", 404),
    ):
        assert as_(member).get(addresses[name]).status_code == status, name
    for member, name, status in (
        (gil, "agree", 403),
        (bruno, "back", 403),
        (bruno, "handover away", 403),
        (bruno, "onward", 403),
        (gil, "onward", 302),
        (gil, "away", 404),
    ):
        assert as_(member).post(addresses[name], {"wish": "now"}).status_code == status, name
    assert not Onward.objects.exists()


@pytest.mark.parametrize("by_mentee", [True, False])
def test_a_block_closes_what_is_between_them(
    addresses: dict[str, str], gil: Member, bruno: Member, by_mentee: bool
) -> None:
    block(*((gil, bruno) if by_mentee else (bruno, gil)), known_as="Them")
    for member in (gil, bruno):
        client = as_(member)
        for name in ("parting", "letter", "for you"):
            assert client.get(addresses[name]).status_code == 302, name
        for name in ("agree", "back", "letter"):
            assert client.post(addresses[name], {"body": "Changed"}).status_code == 302, name
    assert as_(bruno).get(addresses["handover"]).status_code == 302
    assert as_(gil).get(addresses["handover"]).status_code == 200
    assert Letter.objects.get().body == "You did the walking."


def test_a_flag_reads_like_any_rest(addresses: dict[str, str], agreed: Parting, gil: Member, bruno: Member) -> None:
    """To the mentor, on every page of an ending, byte for byte."""

    def read() -> list[str]:
        pages = [as_(bruno).get(addresses[name]).content.decode() for name in ("parting", "letter", "handover")]
        return [re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", page) for page in pages]

    rest = let_rest(agreed.pair, by=gil, days=0)
    rested = read()
    assert "This talk rests for now" in rested[0]
    Rest.objects.filter(pk=rest.pk).delete()
    raise_concern(agreed.pair, by=gil, topic="worry", words="It is too much.")
    assert read() == rested


def test_after_the_day(
    addresses: dict[str, str], agreed: Parting, comes: Callable[[Parting], None], gil: Member, bruno: Member
) -> None:
    comes(agreed)
    assert let_days_come() == 1
    reader, author = as_(gil), as_(bruno)
    assert "You did the walking." in reader.get(addresses["kept"]).content.decode()
    assert reader.get(addresses["report"]).status_code == 200
    for name in ("kept", "left", "report"):
        assert author.get(addresses[name]).status_code == 404, name
    assert author.post(addresses["away"]).status_code == 404
    assert author.get(addresses["handover"]).status_code == 302
    assert reader.get(addresses["handover"]).status_code == 200
    assert "you are first in line" in reader.get("/mentoring/").content.decode()
    reader.post(addresses["onward"], {"wish": "later"})
    assert b'value="later"' not in reader.get("/mentoring/").content
    reader.post(addresses["away"])
    assert reader.get(addresses["kept"]).status_code == 404


def test_what_was_typed_stays(addresses: dict[str, str], gil: Member, bruno: Member) -> None:
    far = f"{timezone.now() + timedelta(days=400):%Y-%m-%d}"
    for member, name, said, stays in (
        (gil, "parting", {"day": far, "words": "It was good."}, "It was good."),
        (gil, "parting", {"day": "soon", "words": "It was good."}, "It was good."),
        (gil, "letter", {"body": "x" * 8_001}, "x" * 8_001),
        (gil, "handover", {"words": "y" * 2_001, "give": "on"}, "y" * 2_001),
        (bruno, "handover", {"words": "z" * 2_001}, "z" * 2_001),
    ):
        answer = as_(member).post(addresses[name], said)
        assert answer.status_code == 422, name
        assert stays in answer.content.decode(), name


def test_the_mentor_does_not_read_what_the_mentee_made_of_it(
    addresses: dict[str, str], agreed: Parting, gil: Member, bruno: Member
) -> None:
    assert "Mornings" in as_(bruno).get(addresses["handover"]).content.decode()
    as_(gil).post(addresses["handover"], {"words": "Mornings and evenings."})
    assert "Mornings" not in as_(bruno).get(addresses["handover"]).content.decode()
    as_(gil).post(addresses["handover away"])
    assert Handover.objects.get().words == ""
    assert "Mornings" not in as_(bruno).get(addresses["handover"]).content.decode()


def test_no_page_of_the_house_shows_it(
    talking: Pair, gil: Member, bruno: Member, hana: Member, faye: Member, mentor: Callable[..., MentorOffer]
) -> None:
    """Not the desk, not the request, not the new mentor before the note is read; then them alone."""
    keep_handover(talking, by=gil, words="Mornings are hard.", give=True)
    end(talking, by=bruno)
    asked = ask(mentor(hana), by=gil)
    for member, address in ((hana, f"/mentoring/requests/{asked.pk}/"), (faye, "/desk/mentors/waiting/")):
        assert "Mornings" not in as_(member).get(address).content.decode()
    pair = accept(asked, by=hana)
    here = pair.get_absolute_url()
    assert as_(hana).get(f"{here}for-you/").status_code == 302
    acknowledge(pair, by=hana)
    acknowledge(pair, by=gil)
    assert "Mornings" in as_(hana).get(f"{here}for-you/").content.decode()
    assert as_(gil).get(f"{here}for-you/").status_code == 404
    assert as_(bruno).get(f"{here}for-you/").status_code == 404
