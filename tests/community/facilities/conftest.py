from datetime import date
from typing import Any

import pytest

from community.facilities.actions import invite
from community.facilities.models import Facility, StaffRole

TODAY = date.today


@pytest.fixture
def harbor(db: None) -> Any:
    return Facility.objects.create(name="Harbor House", slug="harbor-house")


@pytest.fixture
def elsewhere(db: None) -> Any:
    return Facility.objects.create(name="Bright Water", slug="bright-water")


@pytest.fixture
def coordinator(harbor: Any, faye: Any) -> Any:
    """Faye, who invites people to Harbor House."""
    StaffRole.objects.create(facility=harbor, member=faye, role="coordinator")
    return faye


@pytest.fixture
def neighbour(elsewhere: Any, carmen: Any) -> Any:
    """Carmen, who owns the other house."""
    StaffRole.objects.create(facility=elsewhere, member=carmen, role="owner")
    return carmen


@pytest.fixture
def code(harbor: Any, coordinator: Any) -> str:
    """The code of an open invitation to Harbor House."""
    return invite(harbor, by=coordinator, admitted_on=date.today())[1]
