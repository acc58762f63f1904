"""What was asked for a while ends by itself: all ask the clock; this gives places back and says that it is over."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from community.kit.one_by_one import one_by_one
from groups.moderation.actions.stepping import open_again
from groups.moderation.notifications import tell_over
from groups.roster.actions.keeping import one_at_a_time
from groups.roster.models import Membership, Sanction

MOST = 200


def let_sanctions_end() -> int:
    """Give back what is over, and tell each member once. Returns how many ended.

    Each is a transaction of its own, claimed by its row: a worker that dies leaves it to the next, of two at once one
    does it, and one that fails holds up no other.
    """
    due = list(_due(timezone.now()).order_by("until").values_list("pk", flat=True)[:MOST])
    return one_by_one(due, _end, what="sanction.not_ended")


def _end(pk: int) -> bool:
    # The line of the group comes first, as for everyone who changes a place in it.
    membership = Membership.objects.select_related("group", "member").filter(sanctions=pk).get()
    one_at_a_time(membership.group)
    now = timezone.now()
    sanction = _due(now).select_for_update(skip_locked=True).filter(pk=pk).first()
    if sanction is None:
        return False
    sanction.end_told_at = now
    sanction.save(update_fields=["end_told_at"])
    membership.refresh_from_db(fields=["role", "ended_at", "away_until"])
    if sanction.kind == Sanction.Kind.AWAY and not membership.is_away:
        open_again(membership)
    if membership.ended_at is None:
        tell_over(sanction, membership)
    return True


def _due(now: datetime) -> QuerySet[Sanction]:
    """Those whose end has come and that nobody has seen to."""
    return Sanction.objects.filter(lifted_at=None, end_told_at=None, until__isnull=False, until__lte=now)
