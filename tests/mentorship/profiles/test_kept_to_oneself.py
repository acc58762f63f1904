"""What matters to me stays with me: the other reads what both have, and nothing else of it, on any page."""

import pytest
from django.test import Client
from django.urls import reverse

from community.members.models import Member
from mentorship.matching.queries import top_three
from mentorship.pairs.actions import accept, acknowledge, ask
from mentorship.profiles.actions import say
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.vocabulary import GENDERS, LIFE, LIVED, PATHWAYS, WAYS

#: What one of the two alone has said, and how it would read.
ALONE = ("gambling", "justice system", "Been inside", "Humour", "humour", "Faith", "faith", "Non-binary", "non-binary")
OWN = "I do not sleep well."


@pytest.fixture
def both(brunos: MentorOffer, gil: Member, bruno: Member) -> MentorOffer:
    """Gil and Bruno, each with something of their own beside what both have."""
    for member, lived, life in ((gil, "alcohol", "setback"), (bruno, "alcohol", "setback")):
        say(member, lived=LIVED.bits([lived]), life=LIFE.bits([life]), own_words=OWN)
    for one, theirs in ((gil, "gambling"), (bruno, "meth")):
        say(one, lived=LIVED.bits(["alcohol", theirs]))
    say(
        gil,
        life=LIFE.bits(["setback", "justice"]),
        ways=WAYS.bits(["humour"]),
        gender=GENDERS.bits(["nonbinary"]),
        unwanted_pathways=PATHWAYS.bits(["faith"]),
    )
    return brunos


def page(client: Client, member: Member, address: str) -> str:
    client.force_login(member)
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_the_mentor_reads_nothing_of_the_mentee_alone(
    client: Client, both: MentorOffer, gil: Member, bruno: Member
) -> None:
    request = ask(both, by=gil, words="Hello.")
    pages = [page(client, bruno, reverse("mentorship:request", args=[request.pk])), page(client, bruno, "/mentoring/")]
    pair = accept(request, by=bruno)
    for member in (bruno, gil):
        acknowledge(pair, by=member)
    pages.append(page(client, bruno, reverse("mentorship:pair", args=[pair.pk])))
    for read in pages:
        assert OWN not in read
        assert [word for word in ALONE if word in read] == []


def test_the_mentee_reads_nothing_of_the_mentor_alone(
    client: Client, both: MentorOffer, gil: Member, bruno: Member
) -> None:
    say(bruno, unwanted_ways=WAYS.bits(["direct"]), genders_wanted=GENDERS.bits(["nonbinary"]))
    [found] = top_three(gil)
    assert {str(one.words) for one in found.fit.reasons} >= {"also alcohol", "came back after a setback"}
    for address in (reverse("mentorship:person", args=[both.pk]), "/mentoring/"):
        read = page(client, gil, address)
        assert "also alcohol" in read
        assert [word for word in ("meth or speed", "traight talk", OWN, "onbinary") if word in read] == []


def test_limits_are_told_to_nobody(client: Client, both: MentorOffer, gil: Member, bruno: Member) -> None:
    """Whoever lies outside a limit is not shown, and opening their page says no reason for it."""
    say(bruno, genders_wanted=GENDERS.bits(["man"]))
    assert top_three(gil) == []
    assert "I only want" not in page(client, gil, "/mentoring/")
