"""Two who wait, and one mentor with one place."""

from collections.abc import Callable

import pytest

from community.facilities.models import Facility, Stay
from community.members.models import Member
from mentorship.profiles.actions import say
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.vocabulary import AROUND, LANGUAGES, LIFE, LIVED


@pytest.fixture
def seeker(harbor: Facility, someone: Callable[[str], Member]) -> Callable[..., Member]:
    """Make somebody of Harbor House who waits for a mentor."""

    def make(name: str, **answers: int) -> Member:
        member = someone(name)
        Stay.objects.create(facility=harbor, member=member, admitted_on="2026-08-01")
        says = {"lived": LIVED.bits(["alcohol"]), "languages": LANGUAGES.bits(["en"])} | answers
        say(member, looking=True, **says)
        return member

    return make


@pytest.fixture
def wren(seeker: Callable[..., Member]) -> Member:
    """Waits too; shares more with Bruno than Gil does."""
    return seeker("Wren", life=LIFE.bits(["parent", "setback"]), around=AROUND.bits(["evenings", "weekends"]))


@pytest.fixture
def one_place(brunos: MentorOffer) -> MentorOffer:
    """Bruno's offer, with room for one alone."""
    brunos.places = 1
    brunos.save(update_fields=["places"])
    return brunos
