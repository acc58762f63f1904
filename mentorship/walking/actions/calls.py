from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.pairs.rests import Rest
from mentorship.walking import notifications
from mentorship.walking.holding import hold
from mentorship.walking.models import Call, CallTime
from mentorship.walking.models.calls import OPENS

#: How many times one may propose at once, and how far ahead.
TIMES, AHEAD = 3, timedelta(days=60)
#: How long a call may be, in minutes.
LENGTHS = (15, 30, 45, 60)


def kinds() -> list[str]:
    """How two people can talk here: by voice and with pictures only where the house has named a service for it."""
    return [str(kind) for kind in Call.Kind if settings.CALL_ROOMS or kind == Call.Kind.WRITTEN]


@transaction.atomic
def propose_call(pair: Pair, *, by: Member, kind: str, minutes: int, times: Sequence[datetime]) -> Call:
    """Propose one to three times; what was proposed before and not agreed gives way.

    Raises ``Refused``: ``kind``, ``minutes`` (fields of these names), ``time`` (none, or passed, or too far), or as
    ``hold`` does.
    """
    pair = hold(pair, by)
    now = timezone.now()
    if kind not in kinds():
        raise Refused("kind", _("Please choose one of these."), field="kind")
    if minutes not in LENGTHS:
        raise Refused("minutes", _("Please choose one of these."), field="minutes")
    if not times or len(set(times)) > TIMES:
        raise Refused("time", _("Name one time, or up to three."))
    if any(one <= now for one in times):
        raise Refused("time", _("One of these times has passed. Choose a later one."))
    if any(one > now + AHEAD for one in times):
        raise Refused("time", _("Up to two months ahead, please."))
    Call.objects.proposed().filter(pair=pair).update(called_off_at=now)
    call = Call.objects.create(pair=pair, by=by, kind=kind, minutes=minutes)
    CallTime.objects.bulk_create(CallTime(call=call, starts_at=one) for one in sorted(set(times)))
    notifications.tell_call(pair, pair.other(by), "proposed")
    return call


@transaction.atomic
def agree_to_call(time: CallTime, *, by: Member) -> Call:
    """Agree to one of the times the other proposed. Agreed to already: nothing happens.

    Raises ``PermissionDenied`` for whoever proposed it, ``Refused``: ``replaced``, ``time`` (it has passed), or as
    ``hold`` does.
    """
    pair = hold(time.call.pair, by)
    call = Call.objects.get(pk=time.call_id)
    require(call.by_id != by.pk)
    if call.called_off_at is not None or call.agreed_at is not None:
        if call.starts_at == time.starts_at and call.called_off_at is None:
            return call
        raise Refused("replaced", _("This has been changed since. Please look again."))
    if time.starts_at <= timezone.now():
        raise Refused("time", _("That time has passed. Propose others."))
    call.starts_at, call.agreed_at = time.starts_at, timezone.now()
    call.save(update_fields=["starts_at", "agreed_at"])
    notifications.tell_call(pair, pair.other(by), "agreed")
    return call


@transaction.atomic
def call_off(call: Call, *, by: Member) -> None:
    """None of the times fits, or it cannot be after all; no reason is asked. Called off already: nothing happens."""
    pair = hold(call.pair, by)
    call = Call.objects.get(pk=call.pk)
    if call.called_off_at is not None:
        return
    call.called_off_at = timezone.now()
    call.save(update_fields=["called_off_at"])
    if call.agreed_at is not None or call.by_id != by.pk:
        notifications.tell_call(pair, pair.other(by), "called_off")


def remind_of_calls(at: datetime | None = None) -> int:
    """Tell both shortly before the time they agreed to. Returns of how many calls.

    Each is claimed by its own row, under a lock that others skip: two workers remind once.
    """
    reminded, moment = 0, at or timezone.now()
    while (told := _remind_next(moment)) is not None:
        reminded += told
    return reminded


@transaction.atomic
def _remind_next(at: datetime) -> bool | None:
    """Claim the next one. Whether anyone was told, or None where none is left."""
    soon = Call.objects.filter(agreed_at__isnull=False, called_off_at=None, reminded_at=None, starts_at__lte=at + OPENS)
    call = soon.select_for_update(of=("self",), skip_locked=True).select_related("pair").order_by("starts_at").first()
    if call is None or call.starts_at is None:
        return None
    call.reminded_at = timezone.now()
    call.save(update_fields=["reminded_at"])
    pair = Pair.objects.open().select_related("mentor", "mentee").filter(pk=call.pair_id).first()
    if pair is None or call.starts_at < at or Rest.objects.standing().filter(pair=pair).exists():
        return False
    for member in (pair.mentor, pair.mentee):
        notifications.tell_call_soon(call, pair, member)
    return True
