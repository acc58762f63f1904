from django.db import IntegrityError, transaction
from django.utils import timezone

from community.facilities.models import Facility
from community.kit.clock import local_day
from community.kit.commit import after_commit
from community.kit.gate import require
from community.members.models import Member
from community.notifications.doorbell import Doorbell
from mentorship.profiles.policies import can_look_after_mentors
from mentorship.rounds.gathering import waiting_at
from mentorship.rounds.models import Round

_bell = Doorbell("mentorship.match_rounds")


def begin(facility: Facility, *, by: Member) -> Round:
    """Begin a round at this facility; a worker matches it. One that runs or waits for a decision is returned as it is.

    Raises ``PermissionDenied`` for whoever does not look after the facility's mentors.
    """
    require(can_look_after_mentors(by, facility))
    return _begin(facility, by)


def begin_daily() -> list[Round]:
    """Begin the day's round at every facility where somebody waits. Each day once, whoever rings and however often.

    Where an earlier one still waits to be decided on, a new one takes its place, unless somebody moved people in it
    by hand: that work is not thrown away.
    """
    begun = []
    for facility in Facility.objects.order_by("pk"):
        today = local_day(timezone.now(), facility.time_zone)
        if Round.objects.filter(facility=facility, day__gte=today).exists() or not waiting_at(facility).exists():
            continue
        with transaction.atomic():
            stale = Round.objects.open().filter(facility=facility, matched_at__isnull=False, day__lt=today)
            if stale.filter(proposals__moved_at__isnull=False).exists():
                continue
            stale.update(dropped_at=timezone.now())
        round_ = _begin(facility, None)
        begun.append(round_)
    return begun


def _begin(facility: Facility, by: Member | None) -> Round:
    today = local_day(timezone.now(), facility.time_zone)
    try:
        with transaction.atomic():
            round_ = Round.objects.create(facility=facility, day=today, by=by)
            after_commit(_bell.ring)
            return round_
    except IntegrityError:  # one runs already, or the day had its own
        return Round.objects.filter(facility=facility).latest("id")
