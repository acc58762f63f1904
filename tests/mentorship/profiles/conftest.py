"""Alba offers; Bruno and Carmen have talked with her."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from community.conversations.actions import admit, open_conversation, post
from community.facilities.models import Facility
from community.members.models import Member
from mentorship.profiles.actions import offer
from mentorship.profiles.agreement import AGREEMENT
from mentorship.profiles.models import MentorOffer

Talk = Callable[..., None]


@pytest.fixture
def talk() -> Talk:
    """Put people into one talk; each says something, but for the ``silent``."""

    def make(*people: Member, silent: tuple[Member, ...] = ()) -> None:
        conversation = open_conversation("group:1", title="Evening Circle")
        for member in (*people, *silent):
            admit(conversation, member, name=f"{member.name} here", hue=1)
        for member in people:
            post(conversation, by=member, body="Good evening.", client_id=uuid4())

    return make


@pytest.fixture
def offered(alba: Member, harbor: Facility) -> MentorOffer:
    """Alba's offer, with nothing learned yet and nobody asked."""
    return offer(alba, story="Two years and a bakery.", years=2, places=1, facility=harbor, agreed_to=AGREEMENT)
