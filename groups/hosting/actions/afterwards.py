"""Afterwards: one tap, counted and not kept."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.clock import local_day
from community.kit.gate import Refused
from community.members.models import Member
from groups.hosting import notifications
from groups.hosting.models import AskedAfter, Belonging
from groups.hosting.policies import may_say_after
from groups.meetings.models import Answer, Occurrence

#: People have found their way home.
AFTER = timedelta(minutes=5)
#: Later than this nobody is asked any more.
TOO_LATE = timedelta(hours=18)
A_ROUND = 200


def ask_after(*, now: datetime | None = None) -> int:
    """Ask those who came to what has just ended; how many were asked.

    One meeting is one transaction, claimed by writing its row of sums: so nobody is asked twice.
    """
    now = now or timezone.now()
    over = Occurrence.objects.standing().filter(ends_at__lte=now - AFTER, ends_at__gt=now - TOO_LATE, belonging=None)
    asked = 0
    for occurrence in over.filter(going__gt=0).select_related("meeting").order_by("ends_at", "pk")[:A_ROUND]:
        with transaction.atomic():
            _sums, fresh = Belonging.objects.get_or_create(occurrence=occurrence)
            if not fresh:
                continue
            answers = Answer.objects.going().filter(occurrence=occurrence, member__ended_at=None)
            came = [one.member for one in answers.select_related("member").order_by("pk")]
            members = [one for one in came if Occurrence.objects.visible_to(one).filter(pk=occurrence.pk).exists()]
            AskedAfter.objects.bulk_create(
                [AskedAfter(occurrence=occurrence, member=member) for member in members], ignore_conflicts=True
            )
            for member in members:
                notifications.ask_how_it_was(occurrence, member)
            asked += len(members)
    return asked


@transaction.atomic
def say_after(occurrence: Occurrence, *, by: Member, felt: str) -> bool:
    """Count how it was for ``by``, once; what they said is kept nowhere beside their name. False where they had said.

    ``PermissionDenied`` for whoever did not come; ``Refused`` for another answer, and two days later.
    """
    if felt not in Belonging.Felt.values:
        raise Refused("felt", _("Please choose one of these."))
    row = AskedAfter.objects.select_for_update().filter(occurrence=occurrence, member=by).first()
    if row is None:
        raise PermissionDenied
    now = timezone.now()
    if not may_say_after(occurrence, now):
        raise Refused("late", _("This is long ago. The next one counts."))
    notifications.no_longer_asked(by, occurrence)
    if row.said_on is not None:
        return False
    row.said_on = local_day(now, by.time_zone)
    row.save(update_fields=["said_on"])
    Belonging.objects.filter(pk=occurrence.pk).update(**{felt: F(felt) + 1})
    return True
