from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from community.conversations.models import Conversation
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.pairs.policies import is_of
from mentorship.pairs.rests import Rest
from mentorship.walking import notifications
from mentorship.walking.models import Nudge, NudgeWish
from mentorship.walking.models.silences import DAYS, USUAL_DAYS

#: After so long a silence nobody is told any more.
LONG_AGO = timedelta(days=60)
#: How many pairs are looked at in one transaction.
BATCH = 100


@transaction.atomic
def choose_nudge(pair: Pair, *, by: Member, days: int) -> None:
    """After how many days of silence ``by`` is told; 0: never. The other is not asked and not told."""
    require(is_of(by, pair))
    if days not in DAYS:
        raise Refused("days", _("Please choose one of these."), field="days")
    NudgeWish.objects.update_or_create(pair=pair, member=by, defaults={"days": days})


def nudge(at: datetime | None = None) -> int:
    """Tell those who walk together and have not said a word for as long as each has chosen. Returns how many were told.

    Nothing but the time of the last word is looked at. Each is told once in a silence: pairs are claimed under a lock
    that others skip, and a silence is told of once by a constraint.
    """
    told, last = 0, 0
    while (batch := _after(last, at or timezone.now())) is not None:
        told, last = told + batch[0], batch[1]
    return told


@transaction.atomic
def _after(last: int, at: datetime) -> tuple[int, int] | None:
    pairs = list(
        _silent(at)
        .filter(pk__gt=last)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("mentor", "mentee")
        .order_by("pk")[:BATCH]
    )
    if not pairs:
        return None
    wishes = {(one.pair_id, one.member_id): one.days for one in NudgeWish.objects.filter(pair__in=pairs)}
    told = 0
    for pair in pairs:
        since: datetime = pair.silent_since  # type: ignore[attr-defined]
        for member in (pair.mentor, pair.mentee):
            days = wishes.get((pair.pk, member.pk), USUAL_DAYS)
            if not days or since + timedelta(days=days) > at:
                continue
            _nudge, fresh = Nudge.objects.get_or_create(pair=pair, member=member, since=since)
            if fresh:
                notifications.tell_silent(pair, member, since)
                told += 1
    return told, pairs[-1].pk


def _silent(at: datetime) -> QuerySet[Pair]:
    """Pairs that have begun to talk, do not rest, and have been silent for the shortest time one can choose."""
    scope = Concat(Value("pair:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    talks = Conversation.objects.filter(scope=scope, closed_at=None)
    return (
        Pair.objects.open()
        .filter(Exists(talks))
        .filter(~Exists(Rest.objects.standing().filter(pair=OuterRef("pk"))))
        .annotate(silent_since=Coalesce(Subquery(talks.values("last_message_at")[:1]), F("created_at")))
        .filter(silent_since__lte=at - timedelta(days=min(filter(None, DAYS))), silent_since__gt=at - LONG_AGO)
    )
