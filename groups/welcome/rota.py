"""Reading the greeters' rota: who is there now, and who will be."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef

from community.members.models import Block, Member
from groups.roster.models import Group, Membership
from groups.welcome.duty import DAY, Stretch, stretches
from groups.welcome.models import GREETS, GreetingShift, Swap

#: So far ahead the page shows who is there, and days can be given away.
AHEAD = timedelta(days=8)


def stretches_of(
    shifts: Iterable[GreetingShift], *, after: datetime, until: datetime, reader: Member | None = None
) -> list[Stretch]:
    """Lay these shifts out in time, with the days that went to others. One query, none without shifts.

    A day somebody took who greets no more is its greeter's again. For a reader, people they have blocked are left out.
    """
    shifts = list(shifts)
    if not shifts:
        return []
    hidden = Exists(Block.objects.filter(blocker=reader, blocked=OuterRef("taken_by__member"))) if reader else None
    swaps = Swap.objects.filter(
        shift__in=shifts, day__gte=(after - 2 * DAY).date(), day__lte=(until + DAY).date()
    ).select_related("taken_by__member")
    if hidden is not None:
        swaps = swaps.exclude(hidden)
    known = {(swap.shift_id, swap.day): swap for swap in swaps if _counts(swap)}
    return stretches(shifts, known, after=after, until=until)


def shifts_of(group: Group, reader: Member | None = None) -> list[GreetingShift]:
    """The group's standing shifts with who they are; for a reader, without people they have blocked. One query."""
    shifts = GreetingShift.objects.standing().filter(group=group).select_related("membership__member")
    if reader is not None:
        shifts = shifts.exclude(membership__member__in=Block.objects.filter(blocker=reader).values("blocked"))
    return list(shifts.order_by("pk"))


def on_duty(group: Group, at: datetime) -> list[Membership]:
    """Whoever greets at this moment by the rota; where the group has none, everyone who is a greeter by role.

    At most two queries.
    """
    shifts = shifts_of(group)
    if not shifts:
        greeters = Membership.objects.here().filter(group=group, role=Membership.Role.GREETER, member__ended_at=None)
        return list(greeters.select_related("member"))
    now = stretches_of(shifts, after=at, until=at + timedelta(microseconds=1))
    return list({one.who.pk: one.who for one in now}.values())


def stretch_on(shift: GreetingShift, day: date) -> Stretch | None:
    """The shift on that day of its calendar, with its swap; None where it has no such day."""
    if day.weekday() not in shift.days:
        return None
    found = stretches_of([shift], after=_noon(day) - 2 * DAY, until=_noon(day) + 2 * DAY)
    return next((one for one in found if one.day == day), None)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _counts(swap: Swap) -> bool:
    taker = swap.taken_by
    if taker is None:
        return True
    return taker.ended_at is None and not taker.is_away and taker.role in GREETS and taker.member.ended_at is None
