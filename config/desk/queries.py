"""What the desk shows, as plain rows. Everything is of one facility; each role sees its own part."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from community.facilities.gate import Desk
from community.facilities.models import Invitation, StaffRole, Stay
from community.kit.clock import local_day
from community.members.models import Member
from community.safety.models import SEES_EVERY_CASE, SEES_WORRIES, Appeal, AppealQuerySet, Case
from community.safety.queries import PAGE, Row, Waiting, appeals_at, decided, queue, waiting
from groups.directory.policies import KEEPS_LISTS
from groups.welcome.answering import GOAL, first_hello_median
from mentorship.profiles.models import MentorOffer

Role = StaffRole.Role

SEES_CASES = SEES_EVERY_CASE + SEES_WORRIES
SEES_STAYS = (Role.OWNER, Role.COORDINATOR, Role.COUNSELLOR)
LETS_IN = (Role.OWNER, Role.COORDINATOR)
LOOKS_AFTER_MENTORS = (Role.OWNER, Role.COORDINATOR)
READS_THE_LOG = (Role.OWNER, Role.MODERATOR)

#: A stay that ends within this many days, today among them, is "leaving this week".
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Queue:
    """A page of cases, and where the next one begins (None at the end)."""

    rows: list[Row]
    next: int | None = None


@dataclass(frozen=True)
class Today:
    """The desk's front page. What a role has no part in is None and not shown."""

    cases: Queue | None = None
    waiting: Waiting | None = None
    appeals: list[Appeal] = field(default_factory=list)
    leaving: list[Stay] | None = None
    invitations: int | None = None
    first_hello: timedelta | None = None
    mentors: list[MentorOffer] = field(default_factory=list)
    sees_mentors: bool = False
    sees_lists: bool = False

    @property
    def hello_minutes(self) -> int | None:
        """The median of first hellos in whole minutes, at least one."""
        return max(1, round(self.first_hello / timedelta(minutes=1))) if self.first_hello is not None else None

    @property
    def hello_is_soon(self) -> bool:
        """Whether it keeps the promise."""
        return self.first_hello is not None and self.first_hello <= GOAL


def cases_at(desk: Desk, member: Member) -> QuerySet[Case]:
    """The facility's cases this member's roles there let them see."""
    return Case.objects.of_facilities_of(member).filter(facility=desk.facility)


def appeals_of(desk: Desk, member: Member) -> AppealQuerySet:
    """Appeals at this facility that wait and that the member may answer."""
    mine = Appeal.objects.decidable_by(member).open().filter(decision__facility=desk.facility)
    return mine.select_related("decision__facility", "decision__member")


def front(desk: Desk, member: Member, *, mine: bool = False) -> Today:
    """What waits today. At most eleven queries, however much there is."""
    sees_cases, sees_mentors = desk.holds(*SEES_CASES), desk.holds(*LOOKS_AFTER_MENTORS)
    cases = cases_at(desk, member)
    return Today(
        cases=page_of(queue(cases, member, at_desk=True, mine=mine)) if sees_cases else None,
        waiting=waiting(cases) if sees_cases else None,
        appeals=appeals_at(desk.facility, member) if desk.holds(*SEES_EVERY_CASE) else [],
        leaving=leaving(desk) if desk.holds(*SEES_STAYS) else None,
        invitations=Invitation.objects.filter(facility=desk.facility).open().count() if desk.holds(*LETS_IN) else None,
        first_hello=first_hello_median(desk.facility),
        mentors=mentors_waiting(desk, member) if sees_mentors else [],
        sees_mentors=sees_mentors,
        sees_lists=desk.holds(*KEEPS_LISTS),
    )


def open_cases(desk: Desk, member: Member, *, mine: bool, after: int | None) -> Queue:
    return page_of(queue(cases_at(desk, member), member, at_desk=True, mine=mine, after=after))


def decided_cases(desk: Desk, member: Member, *, before: int | None) -> Queue:
    return page_of(decided(cases_at(desk, member), member, at_desk=True, before=before))


def page_of(rows: list[Row]) -> Queue:
    """The rows of one page, knowing whether there are more."""
    return Queue(rows[:PAGE], rows[PAGE - 1].case.pk if len(rows) > PAGE else None)


def leaving(desk: Desk) -> list[Stay]:
    """Stays that end today or in the coming week, by the facility's own calendar; the soonest first."""
    today = local_day(timezone.now(), desk.facility.time_zone)
    return list(
        Stay.objects.filter(
            facility=desk.facility, discharged_on__gte=today, discharged_on__lt=today + WEEK, member__ended_at=None
        )
        .select_related("member")
        .order_by("discharged_on", "pk")[:20]
    )


def mentors_waiting(desk: Desk, member: Member) -> list[MentorOffer]:
    """Offers to be a mentor that nobody has looked at yet; never the member's own."""
    return list(
        MentorOffer.objects.waiting()
        .filter(facility=desk.facility)
        .exclude(member=member)
        .select_related("member")
        .order_by("offered_at", "pk")[:10]
    )
