"""Evening Circle of Harbor House: Tomas leads it, Carmen moderates, Alba and Eli belong; names end in "here"."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def elis(seat: Callable[..., Any], eli: Any) -> Any:
    return seat(eli)


@pytest.fixture
def albas(seat: Callable[..., Any], alba: Any) -> Any:
    return seat(alba)


@pytest.fixture
def moderator(seat: Callable[..., Any], carmen: Any) -> Any:
    seat(carmen, "moderator")
    return carmen


@pytest.fixture
def words(group: Any, albas: Any, elis: Any, eli: Any) -> Any:
    import uuid

    from community.conversations.actions import post
    from groups.roster.queries import conversation_of

    return post(conversation_of(group), by=eli, body="you all think you are better than me", client_id=uuid.uuid4())


@pytest.fixture
def case(words: Any, alba: Any, moderator: Any) -> Any:
    from community.safety.actions import report

    return report(words, by=alba, category="hurtful").case
