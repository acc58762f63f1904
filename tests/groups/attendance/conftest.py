from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from groups.meetings.models import Meeting, Occurrence
from tests.groups.rooms import at_once, circle, found, seat, someone, tomas

__all__ = ["at_once", "circle", "found", "seat", "someone", "tomas"]


@pytest.fixture
def held(circle: Any) -> Callable[..., Occurrence]:
    """`held(minutes_ago=30)` is one time of a meeting of Evening Circle, an hour long, that began so long ago."""

    def make(minutes_ago: int = 30, **fields: Any) -> Occurrence:
        meeting = Meeting.objects.create(
            group=circle, title="Tuesday round", zone="Pacific/Auckland", starts_on=date(2026, 6, 2), starts_at=time(19)
        )
        starts = timezone.now() - timedelta(minutes=minutes_ago)
        return Occurrence.objects.create(
            meeting=meeting, original_start=starts, starts_at=starts, ends_at=starts + timedelta(minutes=60), **fields
        )

    return make
