"""Calls of two people, by the clocks of both."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.walking.clocks import Clocks, both_clocks
from mentorship.walking.models import Call, CallTime
from mentorship.walking.models.calls import OPENS, STAYS


@dataclass(frozen=True)
class Ahead:
    """A call both agreed to. ``is_open``: its room is open now."""

    call: Call
    clocks: Clocks
    is_open: bool


@dataclass(frozen=True)
class Proposed:
    """A call one of the two proposed; ``times`` that have not passed, each by both clocks."""

    call: Call
    is_mine: bool
    times: list[tuple[CallTime, Clocks]]


@dataclass(frozen=True)
class Calls:
    ahead: list[Ahead]
    proposed: Proposed | None


def calls_of(pair: Pair, member: Member) -> Calls:
    """What is agreed and what is proposed. Three queries."""
    now = timezone.now()
    zones = member.time_zone, pair.other(member).time_zone
    agreed = Call.objects.ahead(now).filter(pair=pair).order_by("starts_at")
    ahead = [
        Ahead(call, both_clocks(call.starts_at, *zones), call.is_open_at(now))
        for call in agreed
        if call.starts_at and call.starts_at + timedelta(minutes=call.minutes) + STAYS > now
    ]
    return Calls(ahead, _proposed(pair, member, zones))


def opens_at(call: Call, member: Member) -> Clocks | None:
    """When its room opens, by the member's clock; None where no time is agreed."""
    if call.starts_at is None:
        return None
    return both_clocks(call.starts_at - OPENS, member.time_zone, member.time_zone)


def _proposed(pair: Pair, member: Member, zones: tuple[str, str]) -> Proposed | None:
    call = Call.objects.proposed().filter(pair=pair).first()
    if call is None:
        return None
    times = call.times.filter(starts_at__gt=timezone.now()).order_by("starts_at")
    return Proposed(call, call.by_id == member.pk, [(one, both_clocks(one.starts_at, *zones)) for one in times])
