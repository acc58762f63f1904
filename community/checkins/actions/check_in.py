from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.checkins.models import CheckIn
from community.checkins.notifications import no_longer_wait
from community.checkins.times import may_still_change
from community.kit.clock import local_day
from community.kit.gate import Refused
from community.members.models import Member

_WRITTEN = ["mood", "craving", "halt", "line", "helped", "changed_at"]


@transaction.atomic
def check_in(
    by: Member,
    *,
    mood: int,
    craving: int = 0,
    halt: Collection[str] = (),
    line: str = "",
    helped: str = "",
    day: date | None = None,
) -> CheckIn:
    """Write down how a day is; today, in the member's own zone, unless ``day`` says another.

    One a day: today's is written over when they check in again, yesterday's too until 04:00, so that an
    evening may pass midnight. An earlier day can be filled in, and then stays as it was. Raises ``Refused``
    for a day to come, a day that is kept, and figures out of bounds (mood 1 to 5, craving 0 to 10).
    """
    now = timezone.now()
    today = local_day(now, by.time_zone)
    day = day or today
    if day > today:
        raise Refused("day_to_come", _("That day has not come yet."))
    if mood not in CheckIn.Mood.values:
        raise Refused("mood", _("Choose one of the five."), field="mood")
    if not 0 <= craving <= CheckIn.MOST_CRAVING:
        raise Refused("craving", _("Choose a number from 0 to 10."), field="craving")
    entry = CheckIn(
        member=by,
        day=day,
        mood=mood,
        craving=craving,
        halt=[one for one in CheckIn.Halt.values if one in halt],
        line=" ".join(line.split()),
        helped=" ".join(helped.split()),
        changed_at=now,
    )
    if may_still_change(day, now, by.time_zone):
        CheckIn.objects.bulk_create(
            [entry], update_conflicts=True, unique_fields=["member", "day"], update_fields=_WRITTEN
        )
        no_longer_wait(by)
    elif CheckIn.objects.filter(member=by, day=day).exists():
        raise Refused("day_kept", _("That day is written down already, and stays as it was."))
    else:
        CheckIn.objects.bulk_create([entry], ignore_conflicts=True)
    return CheckIn.objects.get(member=by, day=day)
