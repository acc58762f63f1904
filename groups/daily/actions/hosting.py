"""The hosts' rota: made by the people in it, a day of the week each."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.kit.weekdays import Weekday
from community.members.models import Member
from groups.daily.models import DailyHost
from groups.daily.policies import may_free, may_host
from groups.roster.models import Group
from groups.roster.queries import membership_of


@transaction.atomic
def host(group: Group, *, by: Member, weekday: int) -> DailyHost:
    """Host the thread on this day of the week. Twice is once.

    Raises ``PermissionDenied`` for who is not in the group, ``Refused`` where somebody else was first.
    """
    membership = membership_of(group, by)
    if membership is None or not may_host(membership):
        raise PermissionDenied
    if weekday not in Weekday.values:
        raise Refused("weekday", _("Please choose a day."))
    given, is_new = DailyHost.objects.get_or_create(group=group, weekday=weekday, defaults={"membership": membership})
    held = DailyHost.objects.select_for_update(of=("self",)).select_related("membership__member").get(pk=given.pk)
    here = held.membership.ended_at is None and held.membership.member.ended_at is None
    if not is_new and not here:  # whoever had it has left
        held.membership = membership
        held.save(update_fields=["membership"])
    elif held.membership.member_id != by.pk:
        raise Refused("taken", _("Somebody else hosts on that day."))
    return held


@transaction.atomic
def stop_hosting(group: Group, *, by: Member, weekday: int) -> bool:
    """Give the day back. False: nobody had it. Raises ``PermissionDenied`` for a day of somebody else's."""
    held = DailyHost.objects.select_for_update().filter(group=group, weekday=weekday).first()
    if held is None:
        return False
    require(may_free(membership_of(group, by), held))
    held.delete()
    return True
