from typing import Any

import pytest

from groups.directory.actions import add_feed
from tests.community.facilities.conftest import coordinator, elsewhere, harbor, neighbour
from tests.groups.rooms import at_once

__all__ = ["at_once", "coordinator", "elsewhere", "harbor", "neighbour"]


@pytest.fixture
def feed(harbor: Any, coordinator: Any) -> Any:
    """A list that Harbor House keeps, read from files."""
    return add_feed(harbor, by=coordinator, name="Meetings nearby", zone="America/New_York", language="en")
