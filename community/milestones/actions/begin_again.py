from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.clock import local_day
from community.kit.gate import Refused, require
from community.members.models import Member
from community.milestones.models import Counter, Span


@transaction.atomic
def begin_again(counter: Counter, *, by: Member, on: date | None = None) -> Span:
    """A setback: the days up to ``on`` (today) are kept as they are, and the next ones begin there.

    The same day twice is once. Raises ``Refused`` (field ``on``) for a day to come, or one before this
    time began.
    """
    require(counter.member_id == by.pk)
    Counter.objects.select_for_update().get(pk=counter.pk)
    today = local_day(timezone.now(), by.time_zone)
    on = on or today
    current = Span.objects.get(counter=counter, ended_on=None)
    if on > today:
        raise Refused("day_to_come", _("That day has not come yet."), field="on")
    if on == current.started_on:
        return current
    if on < current.started_on:
        raise Refused("before", _("This time began after that day. You can correct its beginning instead."), field="on")
    current.ended_on = on
    current.save(update_fields=["ended_on"])
    return Span.objects.create(counter=counter, started_on=on)


@transaction.atomic
def take_back(counter: Counter, *, by: Member) -> bool:
    """It was not so: the latest beginning is undone and the days before it go on. False where there is none."""
    require(counter.member_id == by.pk)
    Counter.objects.select_for_update().get(pk=counter.pk)
    spans = list(counter.spans.order_by("-started_on", "-id")[:2])
    if len(spans) < 2 or spans[1].ended_on != spans[0].started_on:
        return False
    latest, before = spans
    latest.delete()
    before.ended_on = None
    before.save(update_fields=["ended_on"])
    return True
