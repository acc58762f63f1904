"""Somebody who stands in is asked for by itself: first the others of the rota, then those who keep the group.

Whoever says yes first hosts. Each wave is waited for; where the last has found nobody, the page and those who keep the
group are told so, and the search stays open for whoever comes by.
"""

from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.kit.one_by_one import one_by_one
from community.members.models import Member
from groups.hosting import notifications
from groups.hosting.actions.hands import able, locked, seat_of
from groups.hosting.models import HostAsk, HostSearch, HostSeat, HostTurn
from groups.hosting.policies import may_step_in, patience
from groups.meetings.models import Occurrence
from groups.meetings.policies import is_on
from groups.roster.models import Membership, MembershipQuerySet

Wave = HostSearch.Wave


@transaction.atomic
def confirm(occurrence: Occurrence, *, by: Member) -> HostTurn:
    """Say that one is there for one's turn. Twice is once. ``PermissionDenied`` where it is not theirs."""
    occurrence = locked(occurrence)
    turn = _own_turn(occurrence, by)
    if turn is None or not is_on(occurrence):
        raise PermissionDenied
    if turn.confirmed_at is None:
        turn.confirmed_at = timezone.now()
        turn.save(update_fields=["confirmed_at"])
    notifications.settle_for(by, occurrence)
    return turn


@transaction.atomic
def step_back(occurrence: Occurrence, *, by: Member) -> HostSearch | None:
    """Say that one cannot host after all: somebody else is asked at once. Twice is once.

    None where nobody is needed any more. ``PermissionDenied`` where it never was theirs.
    """
    occurrence = locked(occurrence)
    turn = _own_turn(occurrence, by)
    if turn is None:
        if not HostTurn.objects.filter(occurrence=occurrence, membership__member=by).exists():
            raise PermissionDenied
        return HostSearch.objects.filter(occurrence=occurrence, closed_at=None).first()
    let_go(turn, HostTurn.Ended.CANNOT)
    return look_for_host(occurrence)


@transaction.atomic
def step_in(occurrence: Occurrence, *, by: Member) -> HostTurn:
    """Host a time that has nobody. The first who says so does.

    ``PermissionDenied`` for whoever is neither asked nor of the rota, nor keeps the group; ``Refused`` where somebody
    was faster, or it does not happen.
    """
    occurrence = locked(occurrence)
    seat, quiet = seat_of(occurrence.meeting, by)
    asked = HostAsk.objects.filter(search__occurrence=occurrence, search__closed_at=None, membership=seat).exists()
    on_rota = HostSeat.objects.filter(meeting=occurrence.meeting_id, membership=seat).exists()
    now = timezone.now()
    if not is_on(occurrence) or occurrence.ends_at <= now:
        raise Refused("over", _("This one is over, or does not happen."))
    if seat is None or not may_step_in(occurrence, seat, quiet, asked=asked or on_rota, now=now):
        raise PermissionDenied
    standing = HostTurn.objects.filter(occurrence=occurrence, ended_at=None).first()
    if standing is not None and standing.membership_id == seat.pk:
        return confirm(occurrence, by=by)
    if standing is not None:
        raise Refused("taken", _("Somebody was there before you. Thank you for wanting to."))
    turn = HostTurn.objects.create(
        occurrence=occurrence, membership=seat, starts_at=occurrence.starts_at, confirm_by=now, confirmed_at=now
    )
    HostSearch.objects.filter(occurrence=occurrence, closed_at=None).update(closed_at=now)
    notifications.tell_found(occurrence, host=seat)
    return turn


@transaction.atomic
def say_no(occurrence: Occurrence, *, by: Member) -> bool:
    """Not this time: nothing to explain. Where all who were asked say so, it goes on at once. False where not asked."""
    occurrence = locked(occurrence)
    seat, _quiet = seat_of(occurrence.meeting, by)
    asks = HostAsk.objects.filter(search__occurrence=occurrence, search__closed_at=None, membership=seat)
    said = asks.filter(said_no_at=None).update(said_no_at=timezone.now())
    notifications.settle_for(by, occurrence)
    search = HostSearch.objects.filter(occurrence=occurrence, closed_at=None).first()
    if said and search is not None and search.none_at is None and not search.asks.filter(said_no_at=None).exists():
        go_on(search, occurrence, timezone.now())
    return bool(said)


def look_for_host(occurrence: Occurrence) -> HostSearch | None:
    """Begin to ask, in the caller's transaction. None where it does not happen, or is over."""
    now = timezone.now()
    if not is_on(occurrence) or occurrence.ends_at <= now:
        return None
    search, _fresh = HostSearch.objects.get_or_create(occurrence=occurrence, closed_at=None)
    if search.wave == 0:
        go_on(search, occurrence, now)
    return search


def go_on(search: HostSearch, occurrence: Occurrence, now: datetime) -> None:
    """Ask the next wave that has anybody in it; where there is none, say that nobody was found."""
    while search.wave < max(Wave.values):
        search.wave += 1
        people = _to_ask(search, occurrence)
        if people:
            HostAsk.objects.bulk_create(
                [HostAsk(search=search, membership=one, wave=search.wave) for one in people], ignore_conflicts=True
            )
            notifications.tell_wanted(occurrence, people)
            search.next_at = now + patience(occurrence.starts_at, now)
            search.save(update_fields=["wave", "next_at"])
            return
    search.next_at, search.none_at = None, now
    search.save(update_fields=["wave", "next_at", "none_at"])
    notifications.tell_nobody(occurrence)


def keep_searching(*, now: datetime | None = None) -> int:
    """Take every search further whose patience is over, and close those of times that are over; how many."""
    now = now or timezone.now()
    due = HostSearch.objects.filter(closed_at=None).filter(Q(next_at__lte=now) | Q(occurrence__ends_at__lte=now))
    off = HostSearch.objects.filter(closed_at=None).exclude(
        occurrence__in=Occurrence.objects.standing().filter(meeting__ended_at=None)
    )
    rows = list((due | off).order_by("pk").values_list("pk", "occurrence"))
    return one_by_one(rows, partial(_take_further, now=now), what="host_search.failed")


def _take_further(row: tuple[int, int], now: datetime) -> bool:
    pk, occurrence_id = row
    # The occurrence first, as everywhere: so nobody waits for somebody who waits for them.
    occurrence = locked(Occurrence(pk=occurrence_id))
    search = HostSearch.objects.select_for_update().filter(pk=pk, closed_at=None).first()
    if search is None:
        return False
    if not is_on(occurrence) or occurrence.ends_at <= now:
        search.closed_at = now
        search.save(update_fields=["closed_at"])
        notifications.settle_asking(occurrence)
    elif search.next_at is not None and search.next_at <= now:
        go_on(search, occurrence, now)
    else:
        return False
    return True


def let_go(turn: HostTurn, because: str) -> None:
    """End a turn, in the caller's transaction."""
    turn.ended_at, turn.ended_because = timezone.now(), because
    turn.save(update_fields=["ended_at", "ended_because"])
    notifications.settle_for(turn.membership.member, turn.occurrence)


def _to_ask(search: HostSearch, occurrence: Occurrence) -> list[Membership]:
    """Who is asked in this wave: nobody twice, and nobody who has had this turn."""
    asked = HostAsk.objects.filter(search=search).values("membership")
    had_it = HostTurn.objects.filter(occurrence=occurrence).values("membership")
    people = able(_wave_of(search.wave, occurrence)).exclude(pk__in=asked).exclude(pk__in=had_it)
    return list(people.select_related("member").order_by("pk"))


def _wave_of(wave: int, occurrence: Occurrence) -> MembershipQuerySet:
    if wave == Wave.ROTA:
        return Membership.objects.filter(host_seats__meeting=occurrence.meeting_id)
    roles = (Membership.Role.MENTOR, *Membership.KEEPERS)
    return Membership.objects.filter(group=occurrence.meeting.group_id, role__in=roles)


def _own_turn(occurrence: Occurrence, by: Member) -> HostTurn | None:
    mine = HostTurn.objects.filter(occurrence=occurrence, ended_at=None, membership__member=by)
    return mine.select_related("membership__member", "occurrence__meeting__group").first()
