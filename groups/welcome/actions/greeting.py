from collections.abc import Iterable
from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from community.members.zones import is_zone
from groups.roster.models import Group
from groups.roster.queries import membership_of
from groups.welcome.actions.seats import greeter
from groups.welcome.models import GreetingShift
from groups.welcome.policies import is_theirs

#: More hours than this are no rota any more.
MOST_SHIFTS = 14


@transaction.atomic
def give_hours(group: Group, *, by: Member, days: Iterable[int], starts: time, ends: time, zone: str) -> GreetingShift:
    """Put hours of one's own on the greeters' rota, by one's own clock. The same hours twice are there once.

    Raises ``PermissionDenied`` for whoever does not greet there, ``Refused`` where the zone is none or there are too
    many hours already.
    """
    membership = greeter(group, by)
    if not is_zone(zone):
        raise Refused("zone", _("We do not know this time zone."), field="zone")
    days = sorted(set(days))
    if not days:
        raise Refused("days", _("Choose at least one day."), field="days")
    mine = list(GreetingShift.objects.select_for_update().filter(membership=membership))
    for shift in mine:
        if (sorted(shift.days), shift.starts, shift.ends, shift.zone) == (days, starts, ends, zone):
            return shift
    if len(mine) >= MOST_SHIFTS:
        raise Refused("many", _("That is a lot already. Take some hours out first."))
    return GreetingShift.objects.create(
        group=group, membership=membership, days=days, starts=starts, ends=ends, zone=zone
    )


@transaction.atomic
def take_hours_back(shift: GreetingShift, *, by: Member) -> None:
    """Take one's own hours off the rota, and the days of it that others have taken. Raises ``PermissionDenied``."""
    membership = membership_of(shift.group, by)
    require(membership is not None and is_theirs(shift, membership))
    GreetingShift.objects.filter(pk=shift.pk).delete()
