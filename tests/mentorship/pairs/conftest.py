"""Gil has asked Bruno; Gil and Bruno walk together."""

import pytest

from community.members.models import Member
from mentorship.pairs.actions import accept, acknowledge, ask
from mentorship.pairs.models import Pair, Request
from mentorship.profiles.models import MentorOffer


@pytest.fixture
def asked(gil: Member, brunos: MentorOffer) -> Request:
    """Gil has asked Bruno."""
    return ask(brunos, by=gil, words="The evenings are long.")


@pytest.fixture
def pair(asked: Request, bruno: Member) -> Pair:
    """Bruno has said yes; neither has read the note."""
    return accept(asked, by=bruno)


@pytest.fixture
def talking(pair: Pair, bruno: Member, gil: Member) -> Pair:
    """Both have read the note."""
    acknowledge(pair, by=bruno)
    acknowledge(pair, by=gil)
    return pair
