"""Gil and Bruno walk together, and both have read the note."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.partings.actions import agree_to_day, propose_day
from mentorship.partings.models import Parting
from tests.mentorship.pairs.conftest import asked, pair, talking

__all__ = ["asked", "pair", "talking"]


@pytest.fixture
def agreed(talking: Pair, gil: Member, bruno: Member) -> Parting:
    """Gil proposed a day next week, and Bruno agrees."""
    day = timezone.now().date() + timedelta(days=8)
    return agree_to_day(propose_day(talking, by=gil, day=day, kind="reached", words="Thank you."), by=bruno)


@pytest.fixture
def comes() -> Callable[[Parting], None]:
    """Let the day be over."""

    def come(parting: Parting) -> None:
        Parting.objects.filter(pk=parting.pk).update(ends_at=timezone.now() - timedelta(minutes=1))

    return come
