"""Bruno is Gil's mentor; Dara is a mentor of the same house."""

from collections.abc import Callable
from datetime import date

import pytest

from community.facilities.models import Facility, Stay
from community.members.models import Member
from mentorship.deputies.actions import acknowledge, agree, ask, turn_to
from mentorship.deputies.models import Deputy, DeputyTalk
from mentorship.pairs.actions import accept
from mentorship.pairs.actions import acknowledge as read_note
from mentorship.pairs.actions import ask as ask_mentor
from mentorship.pairs.models import Pair
from mentorship.profiles.actions import say, take_rest
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.vocabulary import AROUND, LANGUAGES, LIFE, LIVED


@pytest.fixture
def gil(gil: Member, harbor: Facility) -> Member:
    Stay.objects.get_or_create(facility=harbor, member=gil, defaults={"admitted_on": date(2026, 8, 1)})
    says = {"lived": LIVED.bits(["alcohol"]), "life": LIFE.bits(["setback"]), "languages": LANGUAGES.bits(["en"])}
    say(gil, looking=True, around=AROUND.bits(["evenings"]), **says)
    return gil


@pytest.fixture
def daras(dara: Member, mentor: Callable[..., MentorOffer]) -> MentorOffer:
    return mentor(dara)


@pytest.fixture
def pair(gil: Member, bruno: Member, brunos: MentorOffer) -> Pair:
    """Gil walks with Bruno, and both have read the note."""
    found = accept(ask_mentor(brunos, by=gil), by=bruno)
    for member in (gil, bruno):
        read_note(found, by=member)
    return found


@pytest.fixture
def agreed(pair: Pair, bruno: Member, dara: Member, brunos: MentorOffer, daras: MentorOffer) -> Deputy:
    """Dara will be there while Bruno rests; he does not rest yet."""
    return agree(ask(brunos, by=bruno, person=daras), by=dara)


@pytest.fixture
def resting(agreed: Deputy, bruno: Member) -> Deputy:
    """Bruno rests, and Dara is there."""
    take_rest(agreed.offer, by=bruno)
    agreed.refresh_from_db()
    return agreed


@pytest.fixture
def talking(resting: Deputy, pair: Pair, gil: Member, dara: Member) -> DeputyTalk:
    """Gil has turned to Dara, and both have read the note."""
    talk = turn_to(pair, by=gil)
    acknowledge(talk, by=dara)
    return talk
