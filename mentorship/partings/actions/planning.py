"""A last day: proposed by one of two, agreed to, changed, taken back."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.clock import local_day, moment_of
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.partings import notifications
from mentorship.partings.models import Parting
from mentorship.walking.holding import hold

#: How far ahead a last day may be, and how long its words.
AHEAD, LETTERS = timedelta(weeks=12), 600
#: So long the other has at least to answer. A day stands without an answer too: whoever proposes it may end at once
#: anyway, and nobody should have to wait for a yes in order to go.
TO_ANSWER = timedelta(days=3)


@transaction.atomic
def propose_day(pair: Pair, *, by: Member, day: date, kind: str = "", words: str = "") -> Parting:
    """Propose a last day; it takes the place of any that stood, agreed or not.

    Raises ``Refused``: ``day``, ``kind``, ``too_long`` (fields ``day``, ``kind``, ``words``), or as ``hold`` does.
    """
    pair = hold(pair, by)
    now = timezone.now()
    today = local_day(now, by.time_zone)
    if not today < day <= today + AHEAD:
        raise Refused("day", _("A day from tomorrow on, up to twelve weeks ahead."), field="day")
    if kind and kind not in Parting.Kind.values:
        raise Refused("kind", _("Please choose one of these."), field="kind")
    words = words.strip()
    if len(words) > LETTERS:
        raise Refused("too_long", _("Please say it in fewer words."), field="words")
    Parting.objects.standing().filter(pair=pair).update(dropped_at=now)
    ends_at = max(_over(day, pair), now + TO_ANSWER)
    parting = Parting.objects.create(pair=pair, by=by, day=day, ends_at=ends_at, kind=kind, words=words)
    notifications.tell_parting(pair, pair.other(by), "proposed")
    return parting


@transaction.atomic
def agree_to_day(parting: Parting, *, by: Member) -> Parting:
    """Agree to the day the other proposed. Agreed already: nothing happens.

    Raises ``PermissionDenied`` for whoever proposed it, ``Refused``: ``replaced``, or as ``hold`` does.
    """
    pair = hold(parting.pair, by)
    found = _standing(parting)
    require(found.by_id != by.pk)
    if found.agreed_at is None:
        found.agreed_at, found.ends_at = timezone.now(), _over(found.day, pair)
        found.save(update_fields=["agreed_at", "ends_at"])
        notifications.tell_parting(pair, pair.other(by), "agreed")
    return found


@transaction.atomic
def take_back_day(parting: Parting, *, by: Member) -> None:
    """Stay, after all: for whoever proposed the day, also where the other agreed.

    Raises ``PermissionDenied`` for the other, ``Refused``: ``replaced``, or as ``hold`` does.
    """
    pair = hold(parting.pair, by)
    found = _standing(parting)
    require(found.by_id == by.pk)
    found.dropped_at = timezone.now()
    found.save(update_fields=["dropped_at"])
    notifications.tell_parting(pair, pair.other(by), "taken_back")


def _standing(parting: Parting) -> Parting:
    found = Parting.objects.standing().filter(pk=parting.pk).first()
    if found is None:
        raise Refused("replaced", _("This has been changed since. Please look again."))
    return found


def _over(day: date, pair: Pair) -> datetime:
    """When the day is over for both, by the clock of whoever it ends later for."""
    return max(moment_of(day + timedelta(days=1), time(), one.time_zone) for one in (pair.mentor, pair.mentee))
