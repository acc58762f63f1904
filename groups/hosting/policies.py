"""Who may host, who may keep the kit, and how long an answer is waited for. Pure: given the rows, yes or no."""

from datetime import datetime, timedelta

from groups.hosting.models import HostTurn
from groups.meetings.models import Occurrence
from groups.meetings.policies import is_on
from groups.roster.models import Membership, Sanction

#: A host is known to come by a day before; who has not said by then is not waited for.
CONFIRM_BEFORE = timedelta(days=1)
#: So far ahead hosts are asked.
AHEAD = timedelta(days=21)
#: How long the others are waited for before it goes a wave further: a quarter of the time there is, within these.
LEAST_PATIENCE, MOST_PATIENCE = timedelta(minutes=10), timedelta(hours=12)
#: From so long before, until so long after, the kit can be gone through together.
COURSE_AROUND = timedelta(minutes=30)
#: So long after the end it is still of use to say how it was.
SAY_WITHIN = timedelta(days=2)


def may_host(membership: Membership | None, quiet: Sanction | None) -> bool:
    """Any present member whom nobody asked to be quiet or to step away."""
    return membership is not None and membership.ended_at is None and not membership.is_away and quiet is None


def may_keep_kit(membership: Membership | None, quiet: Sanction | None, *, on_rota: bool) -> bool:
    """Whoever keeps the group, its mentors, and those on the rota."""
    if membership is None or not may_host(membership, quiet):
        return False
    return membership.is_keeper or membership.role == Membership.Role.MENTOR or on_rota


def may_step_in(
    occurrence: Occurrence, membership: Membership | None, quiet: Sanction | None, *, asked: bool, now: datetime
) -> bool:
    """For a time nobody hosts: those who were asked, those of the rota, whoever keeps the group, and its mentors."""
    if not is_on(occurrence) or occurrence.ends_at <= now:
        return False
    return may_keep_kit(membership, quiet, on_rota=asked)


def confirm_by(starts_at: datetime, now: datetime) -> datetime:
    """A day before; where that is near, or past, when half of what is left has gone by."""
    return max(starts_at - CONFIRM_BEFORE, now + (starts_at - now) / 2)


def patience(starts_at: datetime, now: datetime) -> timedelta:
    """How long one wave of asking is waited for."""
    return min(max((starts_at - now) / 4, LEAST_PATIENCE), MOST_PATIENCE)


def may_lead(turn: HostTurn | None, membership: Membership | None) -> bool:
    """The host has the clock; whoever keeps the group may take it."""
    if membership is None or membership.ended_at is not None:
        return False
    return membership.is_keeper or (turn is not None and turn.membership_id == membership.pk)


def can_run(occurrence: Occurrence, now: datetime) -> bool:
    """Whether it is time to go through the kit."""
    around = occurrence.starts_at - COURSE_AROUND <= now < occurrence.ends_at + COURSE_AROUND
    return is_on(occurrence) and around


def may_say_after(occurrence: Occurrence, now: datetime) -> bool:
    return is_on(occurrence) and occurrence.ends_at <= now < occurrence.ends_at + SAY_WITHIN
