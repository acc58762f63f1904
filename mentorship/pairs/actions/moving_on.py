from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.members.models import Block
from mentorship.matching.actions import set_aside
from mentorship.pairs import notifications
from mentorship.pairs.actions.going_on import let_lines_go_on
from mentorship.pairs.models import AFTER_SILENCE, Request

#: How many requests are settled in one transaction.
BATCH = 100


def let_move_on(at: datetime | None = None) -> int:
    """Settle every open request that cannot be answered any more; then those who asked are told, and whoever is next
    in their line is asked. Returns how many requests moved on.

    Each is claimed under a lock that others skip: run twice at once, every request moves on once, and a run
    that dies leaves its batch to the next.
    """
    moved = 0
    while batch := _batch(at or timezone.now()):
        moved += batch
    let_lines_go_on()
    return moved


@transaction.atomic
def _batch(at: datetime) -> int:
    stale = (
        Request.objects.stale(at)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("mentor", "mentee")
        .order_by("pk")[:BATCH]
    )
    requests = list(stale)
    for request in requests:
        silent = _mentee_is_out(request)
        request.settled_at = at
        request.outcome = Request.Outcome.WITHDRAWN if silent else Request.Outcome.MOVED_ON
        request.save(update_fields=["settled_at", "outcome"])
        set_aside(request.mentee, request.mentor, until=at + AFTER_SILENCE)
        notifications.settle_asked(request)
    return len(requests)


def _mentee_is_out(request: Request) -> bool:
    """Whether the one who asked has left, or has blocked the other: then there is nothing to tell them."""
    gone = request.mentee.ended_at is not None
    return gone or Block.objects.filter(blocker=request.mentee_id, blocked=request.mentor_id).exists()
