"""The hosts' rota: made by the people on it."""

from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.kit.one_by_one import one_by_one
from community.members.models import Member
from groups.hosting import notifications
from groups.hosting.actions.hands import able, locked, seat_of
from groups.hosting.actions.searching import let_go, look_for_host
from groups.hosting.models import HostKit, HostSearch, HostSeat, HostTurn, KitStep
from groups.hosting.policies import AHEAD, confirm_by, may_host
from groups.meetings.actions.hands import hold_all
from groups.meetings.models import Meeting, Occurrence, OccurrenceQuerySet
from groups.roster.models import Membership


@transaction.atomic
def join_rota(meeting: Meeting, *, by: Member) -> HostSeat:
    """Take a place among those who host in turn. Twice is once.

    ``PermissionDenied`` for whoever is not in the group; ``Refused`` where they were asked to be quiet or to step away.
    """
    seat, quiet = seat_of(meeting, by)
    if seat is None:
        raise PermissionDenied
    if not may_host(seat, quiet):
        raise Refused("quiet", _("You were asked to be quiet here for a while. Hosting can wait until then."))
    HostKit.objects.get_or_create(meeting=meeting)
    return HostSeat.objects.get_or_create(meeting=meeting, membership=seat)[0]


@transaction.atomic
def leave_rota(meeting: Meeting, *, by: Member) -> int:
    """Give the place back; somebody else is asked for the turns that were theirs. How many those were."""
    seat, _quiet = seat_of(meeting, by)
    if seat is None:
        raise PermissionDenied
    HostSeat.objects.filter(meeting=meeting, membership=seat).delete()
    mine = HostTurn.objects.filter(
        occurrence__meeting=meeting, membership=seat, ended_at=None, occurrence__ends_at__gt=timezone.now()
    )
    hold_all(mine.values_list("occurrence", flat=True))
    turns = list(mine.select_related("occurrence", "membership__member").order_by("occurrence_id"))
    for turn in turns:
        turn.occurrence = locked(turn.occurrence)
        let_go(turn, HostTurn.Ended.CANNOT)
        look_for_host(turn.occurrence)
    return len(turns)


def give_turns(*, now: datetime | None = None) -> int:
    """Ask the next of each rota to host what comes in three weeks; how many were asked.

    Whose last turn is longest ago is next. A meeting in a transaction of its own, its rows of the rota locked; one
    that another worker holds is passed by.
    """
    now = now or timezone.now()
    bare = unhosted(now).filter(meeting__host_seats__isnull=False).values_list("meeting", flat=True).distinct()
    return one_by_one(sorted(set(bare)), partial(_give_if_free, now=now), what="host_turn.not_given")


def _give_if_free(meeting_id: int, now: datetime) -> int:
    kit = HostKit.objects.select_for_update(skip_locked=True).filter(meeting=meeting_id).first()
    return _give(meeting_id, now) if kit is not None else 0


def unhosted(now: datetime) -> OccurrenceQuerySet:
    """What comes soon, happens, and has neither a host nor anybody looking for one."""
    turns = HostTurn.objects.filter(occurrence=OuterRef("pk"), ended_at=None)
    searches = HostSearch.objects.filter(occurrence=OuterRef("pk"), closed_at=None)
    coming = Occurrence.objects.standing().filter(
        Q(meeting__ended_at=None), starts_at__gt=now, starts_at__lte=now + AHEAD
    )
    return coming.exclude(Exists(turns)).exclude(Exists(searches))


def _give(meeting_id: int, now: datetime) -> int:
    on_rota = able(Membership.objects.filter(host_seats__meeting=meeting_id))
    last = Max("turns__starts_at", filter=Q(turns__occurrence__meeting=meeting_id, turns__confirmed_at__isnull=False))
    line = sorted(
        on_rota.annotate(last=last).select_related("member"),
        key=lambda one: (one.last is not None, one.last or now, one.pk),
    )
    if not line:
        return 0
    given = 0
    waiting = unhosted(now).filter(meeting=meeting_id).order_by("starts_at", "pk")
    held = HostTurn.objects.filter(occurrence__meeting=meeting_id, ended_at=None, starts_at__gt=now)
    # Who has a turn already comes after those who have none.
    for pk in held.order_by("starts_at").values_list("membership", flat=True):
        line = [one for one in line if one.pk != pk] + [one for one in line if one.pk == pk]
    hold_all(waiting.values_list("pk", flat=True))
    for found in waiting:
        occurrence = locked(found)
        if HostTurn.objects.filter(occurrence=occurrence, ended_at=None).exists():
            continue
        host = line.pop(0)
        line.append(host)
        turn = HostTurn.objects.create(
            occurrence=occurrence,
            membership=host,
            starts_at=occurrence.starts_at,
            confirm_by=confirm_by(occurrence.starts_at, now),
        )
        notifications.tell_turn(turn)
        given += 1
    return given


def carry_on() -> int:
    """A series that goes on from another has its kit and its rota; how many were carried over."""
    waiting = Meeting.objects.filter(continues__kit__isnull=False, kit=None).order_by("pk")
    pairs = waiting.values_list("pk", "continues__kit")
    return one_by_one(list(pairs), _carry, what="host_kit.not_carried")


def _carry(pair: tuple[int, int]) -> int:
    new, kit_id = pair
    kit = HostKit.objects.get(pk=kit_id)
    own, fresh = HostKit.objects.get_or_create(
        meeting_id=new, defaults={"opening": kit.opening, "closing": kit.closing}
    )
    if fresh:
        steps = KitStep.objects.filter(kit=kit)
        KitStep.objects.bulk_create(
            [KitStep(kit=own, place=one.place, title=one.title, words=one.words, minutes=one.minutes) for one in steps]
        )
        seats = HostSeat.objects.filter(meeting=kit.meeting_id)
        HostSeat.objects.bulk_create(
            [HostSeat(meeting_id=new, membership_id=one.membership_id) for one in seats], ignore_conflicts=True
        )
    return int(fresh)
