from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.members.models import Member
from groups.meetings.actions import make_meeting
from groups.meetings.models import Meeting
from groups.meetings.plan import Plan
from groups.meetings.repeating import How, Repeats
from groups.roster.models import Group

WEEKLY = Repeats(how=How.WEEKLY)


@pytest.fixture
def make(group: Group, leader: Member) -> Callable[..., Meeting]:
    """`make(places=2)` makes a weekly meeting of Evening Circle, a week from now at 19:00 in Berlin."""

    def made(by: Member | None = None, **said: Any) -> Meeting:
        given = {
            "title": "Tuesday round",
            "starts_on": timezone.localdate() + timedelta(days=7),
            "starts_at": time(19),
            "zone": "Europe/Berlin",
            "repeats": WEEKLY,
            "place": "The old mill",
        }
        return make_meeting(group, by=by or leader, plan=Plan(**(given | said)))

    return made
