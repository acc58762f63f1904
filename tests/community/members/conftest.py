import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from community.members.actions import sign_up

PASSWORD = "a-long-enough-one"


@pytest.fixture
def code_in_mail() -> Callable[[], str]:
    """Return the code in the newest mail."""

    def read() -> str:
        found = re.search(r"^\w{4}-\w{4}$", mail.outbox[-1].body, re.M)
        assert found, mail.outbox[-1].body
        return found.group()

    return read


@pytest.fixture
def wren(db: None) -> Any:
    """Someone who has come in before: confirmed, with a password."""
    return sign_up(email="wren@example.org", name="Wren", password=PASSWORD, confirmed=True)


@pytest.fixture
def newcomer() -> dict[str, str]:
    """What a newcomer types at the door."""
    return {
        "name": "Heron",
        "email": "heron@example.org",
        "password1": PASSWORD,
        "age": "adult",
        "time_zone": "Europe/Madrid",
    }
