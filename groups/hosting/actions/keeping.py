"""The beat's round: turns are given, silence is not waited for, what changed meanwhile is seen to."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db.models import F, Q
from django.utils import timezone

from community.kit.one_by_one import one_by_one
from groups.hosting import notifications
from groups.hosting.actions.hands import able, locked
from groups.hosting.actions.rota import carry_on, give_turns
from groups.hosting.actions.searching import keep_searching, let_go, look_for_host
from groups.hosting.models import HostTurn
from groups.hosting.policies import confirm_by
from groups.meetings.models import Occurrence
from groups.meetings.policies import is_on
from groups.roster.models import Membership


def keep_hosts(*, now: datetime | None = None) -> int:
    """Do all that is due about hosts; how many rows changed. Twice, or by two workers at once, is once.

    Each row in a transaction of its own: one that fails holds up no other.
    """
    now = now or timezone.now()
    return carry_on() + _look_at_turns(now) + give_turns(now=now) + keep_searching(now=now)


def _look_at_turns(now: datetime) -> int:
    """Turns that cannot stay as they are, each claimed under its occurrence's lock and judged anew there."""
    standing = HostTurn.objects.filter(ended_at=None, occurrence__ends_at__gt=now)
    hosts = able(Membership.objects.all())
    happens = Occurrence.objects.standing().filter(meeting__ended_at=None)
    odd = standing.filter(
        Q(confirmed_at=None, confirm_by__lte=now)
        | ~Q(starts_at=F("occurrence__starts_at"))
        | ~Q(membership__in=hosts)
        | ~Q(occurrence__in=happens)
    )
    rows = list(odd.order_by("pk").values_list("pk", "occurrence"))
    return one_by_one(rows, partial(_see_to, now=now), what="host_turn.failed")


def _see_to(row: tuple[int, int], now: datetime) -> int:
    turn_id, occurrence_id = row
    occurrence = locked(Occurrence(pk=occurrence_id))
    turn = HostTurn.objects.filter(pk=turn_id, ended_at=None).select_related("membership__member").first()
    if turn is None:
        return 0
    turn.occurrence = occurrence
    for found, deal in _CASES:
        if found(turn, now):
            deal(turn, now)
            return 1
    return 0


def _is_off(turn: HostTurn, now: datetime) -> bool:
    return not is_on(turn.occurrence)


def _is_gone(turn: HostTurn, now: datetime) -> bool:
    return not able(Membership.objects.filter(pk=turn.membership_id)).exists()


def _has_moved(turn: HostTurn, now: datetime) -> bool:
    return turn.starts_at != turn.occurrence.starts_at


def _is_silent(turn: HostTurn, now: datetime) -> bool:
    return turn.confirmed_at is None and turn.confirm_by <= now


def _rest(turn: HostTurn, now: datetime) -> None:
    let_go(turn, HostTurn.Ended.OFF)


def _replace_gone(turn: HostTurn, now: datetime) -> None:
    let_go(turn, HostTurn.Ended.GONE)
    look_for_host(turn.occurrence)


def _ask_anew(turn: HostTurn, now: datetime) -> None:
    """It moved: whoever could then is asked whether they can at the new hour."""
    turn.starts_at, turn.confirmed_at = turn.occurrence.starts_at, None
    turn.confirm_by = confirm_by(turn.starts_at, now)
    turn.save(update_fields=["starts_at", "confirmed_at", "confirm_by"])
    notifications.tell_turn(turn)


def _replace_silent(turn: HostTurn, now: datetime) -> None:
    let_go(turn, HostTurn.Ended.SILENT)
    look_for_host(turn.occurrence)


_Case = tuple[Callable[[HostTurn, datetime], bool], Callable[[HostTurn, datetime], None]]
_CASES: tuple[_Case, ...] = (
    (_is_off, _rest),
    (_is_gone, _replace_gone),
    (_has_moved, _ask_anew),
    (_is_silent, _replace_silent),
)
