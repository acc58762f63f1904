"""What waits on each of the desk's lists, as figures."""

from dataclasses import dataclass

from django.utils import timezone

from community.facilities.models import Facility
from community.members.models import Member
from mentorship.oversight.concern_queries import concerns_at
from mentorship.oversight.queries.asked import all_asked, lapsing
from mentorship.oversight.queries.mentors import all_mentors, due
from mentorship.oversight.queries.silent import all_walking, silent
from mentorship.oversight.queries.waiting import all_waiting, over_the_bound
from mentorship.profiles.models import MentorOffer
from mentorship.walking.queries import wants_talk


@dataclass(frozen=True)
class Counts:
    """How many on each list ask for something to be done."""

    offers: int
    over: int
    lapsing: int
    silent: int
    due: int
    talks: int
    concerns: int


def counts(facility: Facility, member: Member) -> Counts:
    """For this member: what is about them is not counted. Seven queries."""
    now = timezone.now()
    return Counts(
        offers=MentorOffer.objects.waiting().filter(facility=facility).count(),
        over=all_waiting(facility).filter(over_the_bound(now)).count(),
        lapsing=all_asked(facility).filter(lapsing(now)).count(),
        silent=all_walking(facility).filter(silent(now)).count(),
        due=all_mentors(facility).filter(due(now.date())).count(),
        talks=wants_talk(facility, member).count(),
        concerns=concerns_at(facility, member).open().count(),
    )
