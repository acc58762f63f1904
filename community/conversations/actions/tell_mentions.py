"""Telling those who were named: each once, however many workers try and whenever one of them dies."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from community.conversations.models import Bell, Mention
from community.conversations.notifications import tell_mentioned
from community.notifications.doorbell import Doorbell

#: Who looks at the page reads it within this time, and needs no bell.
A_MOMENT = timedelta(seconds=2)
#: How many are told in one transaction.
BATCH = 50

_bell = Doorbell("community.conversations.tell_mentions", after=A_MOMENT.total_seconds() + 0.2)


def ring_for_mentions() -> None:
    """Ask a worker to tell whoever was named just now. Call it after the commit; it returns at once."""
    _bell.ring()


def tell_mentions(now: datetime | None = None) -> int:
    """Tell all who were named and have not been told. Returns how many were.

    Asked again in this moment: their place, their account, what was said, and how far they have read; blocks are asked
    by the notice itself. Whoever has no reason to be told counts as told. The notice and its mark are one transaction
    under a lock that others skip, so a worker that dies in the middle leaves both or neither.
    """
    told, before = 0, (now or timezone.now()) - A_MOMENT
    while (some := _tell_some(before)) is not None:
        told += some
    return told


@transaction.atomic
def _tell_some(before: datetime) -> int | None:
    waiting = list(
        Mention.objects.filter(told_at=None, created_at__lte=before)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("message__conversation", "message__author__member", "participant__member", "participant__bell")
        .order_by("id")[:BATCH]
    )
    if not waiting:
        return None
    wanted = [mention for mention in waiting if _has_reason(mention)]
    # Two workers hold different mentions of the same people: all write the people's notices in one order.
    for mention in sorted(wanted, key=_notice_of):
        tell_mentioned(mention.message, mention.participant)
    Mention.objects.filter(pk__in=[mention.pk for mention in waiting]).update(told_at=timezone.now())
    return len(wanted)


def _notice_of(mention: Mention) -> tuple[int, int, int]:
    return mention.participant.member_id, mention.message.conversation_id, mention.pk


def _has_reason(mention: Mention) -> bool:
    place, message = mention.participant, mention.message
    return (
        place.ended_at is None
        and place.conversation_id == message.conversation_id
        and message.conversation.closed_at is None
        and not message.is_hidden
        and message.author.member.ended_at is None
        and place.seen_seq < message.seq
        and not (hasattr(place, "bell") and place.bell.rings_for == Bell.RingsFor.NOTHING)
    )
