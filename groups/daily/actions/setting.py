"""Whether a group has a thread of the day, and at what hour it opens."""

from datetime import time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.audit.actions import record
from community.audit.acts import Group as Acts
from community.audit.acts import name_act
from community.kit.gate import require
from community.members.models import Member
from groups.daily.clock import next_opening
from groups.daily.models import DailyRule
from groups.daily.policies import may_set
from groups.roster.models import Group
from groups.roster.queries import membership_of

name_act("set_daily", _("set when a group's daily thread opens"), Acts.WORDS, "sunrise")
name_act("stop_daily", _("stopped a group's daily thread"), Acts.WORDS, "pause")


@transaction.atomic
def set_daily(group: Group, *, by: Member, opens_at: time) -> DailyRule:
    """Open a thread each day at this hour, by the group's clock, from the next one on.

    Raises ``PermissionDenied`` for whoever does not keep the group.
    """
    keeper = membership_of(group, by)
    require(may_set(keeper))
    next_at = next_opening(opens_at, group.zone, after=timezone.now())
    rule, _is_new = DailyRule.objects.update_or_create(
        group=group, defaults={"opens_at": opens_at, "next_at": next_at, "stopped_at": None, "by": by}
    )
    _trace("set_daily", group, by, keeper.name if keeper else "", opens_at=opens_at.isoformat("minutes"))
    return rule


@transaction.atomic
def stop_daily(group: Group, *, by: Member) -> bool:
    """Open no more; what was said stays. False: there was none. Raises ``PermissionDenied``."""
    keeper = membership_of(group, by)
    require(may_set(keeper))
    stopped = DailyRule.objects.filter(group=group, stopped_at=None).update(stopped_at=timezone.now(), by=by)
    if stopped:
        _trace("stop_daily", group, by, keeper.name if keeper else "")
    return bool(stopped)


def _trace(act: str, group: Group, by: Member, name: str, **detail: Any) -> None:
    record(
        act,
        by=by,
        scope=group.scope,
        facility=group.facility,
        subject=group.scope,
        by_name=name,
        thing=group.name,
        **detail,
    )
