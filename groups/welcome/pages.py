"""What the pages about greeting show."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from community.members.models import Member
from groups.roster.models import Group, Membership
from groups.welcome.duty import Stretch
from groups.welcome.models import NEW, GreetingShift, Introduction
from groups.welcome.policies import may_greet
from groups.welcome.rota import AHEAD, shifts_of, stretches_of


@dataclass(frozen=True)
class Rota:
    """The coming days as one member sees them. ``now`` are those who are there at this moment."""

    at: datetime
    coming: list[Stretch]
    now: list[Membership]
    mine: list[GreetingShift] = field(default_factory=list)
    introduced: list[Introduction] = field(default_factory=list)

    @property
    def next(self) -> Stretch | None:
        """The stretch that begins next."""
        return next((one for one in self.coming if one.begins > self.at), None)


def rota_page(membership: Membership) -> Rota:
    """The whole page: three queries."""
    member, at = membership.member, timezone.now()
    coming = _coming(membership, member, at)
    mine = GreetingShift.objects.filter(membership=membership).order_by("starts", "pk")
    introduced = (
        Introduction.objects.filter(greeter=membership, since__gt=at - NEW, newcomer__ended_at=None)
        .filter(newcomer__in=Membership.objects.seen_by(member))
        .select_related("newcomer")
        .order_by("-since")
    )
    greets = may_greet(membership)
    return Rota(at, coming, _now(coming, at), list(mine) if greets else [], list(introduced) if greets else [])


@dataclass(frozen=True)
class Greeting:
    """What a group's page says about greeting: the newcomer's own greeter, or who is there and who comes next."""

    rota: Rota
    greeter: Membership | None = None


def greeting(membership: Membership, reader: Member) -> Greeting:
    """The card of the group's page: two queries, and one more for whoever is new."""
    at = timezone.now()
    coming = _coming(membership, reader, at)
    greeter = None
    if membership.joined_at > at - NEW and membership.role == Membership.Role.MEMBER:
        greeter = (
            Membership.objects.seen_by(reader)
            .filter(introductions__newcomer=membership, group=membership.group)
            .first()
        )
    return Greeting(Rota(at, coming, _now(coming, at)), greeter)


@dataclass(frozen=True)
class Duty:
    """A group in which somebody greets at this moment, and until when."""

    group: Group
    until: datetime


def my_duty(member: Member) -> Duty | None:
    """Where the member greets now by the rota, the longest of several. One query, two for whoever is on a rota."""
    at = timezone.now()
    shifts = (
        GreetingShift.objects.standing()
        .filter(Q(membership__member=member) | Q(swaps__taken_by__member=member))
        .filter(group__archived_at=None)
        .select_related("membership__member", "group")
        .distinct()
    )
    found = [
        Duty(one.shift.group, one.ends)
        for one in stretches_of(shifts, after=at, until=at + timedelta(microseconds=1))
        if one.who.member_id == member.pk
    ]
    return max(found, key=lambda duty: duty.until, default=None)


def _coming(membership: Membership, reader: Member, at: datetime) -> list[Stretch]:
    return stretches_of(shifts_of(membership.group, reader), after=at, until=at + AHEAD, reader=reader)


def _now(coming: list[Stretch], at: datetime) -> list[Membership]:
    return list({one.who.pk: one.who for one in coming if one.begins <= at < one.ends}.values())
