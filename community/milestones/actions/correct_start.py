from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.clock import local_day
from community.kit.gate import Refused, require
from community.members.models import Member
from community.milestones.models import Counter, Span


@transaction.atomic
def correct_start(counter: Counter, *, by: Member, since: date) -> Span:
    """The days this time began on another day than was written. It is a correction, and called nothing else.

    Raises ``Refused`` (field ``since``) for a day to come, and for one that lies in days already counted
    before this time.
    """
    require(counter.member_id == by.pk)
    Counter.objects.select_for_update().get(pk=counter.pk)
    if since > local_day(timezone.now(), by.time_zone):
        raise Refused("day_to_come", _("That day has not come yet."), field="since")
    spans = list(counter.spans.order_by("started_on"))
    current, before = spans[-1], spans[-2] if len(spans) > 1 else None
    if before is not None and before.ended_on is not None and since < before.ended_on:
        reason = _("The days up to %(day)s are counted already.") % {"day": before.ended_on.strftime("%d %b %Y")}
        raise Refused("counted", reason, field="since")
    current.started_on = since
    current.save(update_fields=["started_on"])
    return current
