from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.clock import local_day
from community.kit.gate import Refused, require
from community.members.models import Member
from community.milestones.models import Counter, Span

MOST = 12


@transaction.atomic
def count(by: Member, *, label: str, kind: str = Counter.Kind.SUBSTANCE, since: date | None = None) -> Counter:
    """Begin to count days of something, from ``since`` on (today, in the member's zone).

    Raises ``Refused`` (fields ``label``, ``kind``, ``since``) for no label, a day to come, or more than
    twelve counters.
    """
    today = local_day(timezone.now(), by.time_zone)
    since = since or today
    if kind not in Counter.Kind.values:
        raise Refused("unknown", _("Please choose one of these."), field="kind")
    if since > today:
        raise Refused("day_to_come", _("That day has not come yet."), field="since")
    if Counter.objects.filter(member=by).count() >= MOST:
        raise Refused("enough", _("Twelve is as many as we can keep side by side."))
    counter = Counter.objects.create(member=by, label=_label(label), kind=kind)
    Span.objects.create(counter=counter, started_on=since)
    return counter


def rename(counter: Counter, *, by: Member, label: str) -> Counter:
    """Call it something else. Its days stay."""
    require(counter.member_id == by.pk)
    counter.label = _label(label)
    counter.save(update_fields=["label"])
    return counter


def stop_counting(counter: Counter, *, by: Member) -> None:
    """Take a counter and its days away, because its member wants it gone. Twice is once."""
    require(counter.member_id == by.pk)
    Counter.objects.filter(pk=counter.pk).delete()


def _label(label: str) -> str:
    label = " ".join(label.split())
    if not label:
        raise Refused("nameless", _("Give it a name. Only you see it."), field="label")
    if len(label) > 60:
        raise Refused("too_long", _("A shorter name, please: up to 60 letters."), field="label")
    return label
