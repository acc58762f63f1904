from django.db import transaction
from django.utils import timezone

from community.conversations.actions import close_conversation, dismiss
from community.conversations.models import Conversation
from community.kit.gate import require
from community.members.models import Block, Member
from mentorship.matching.actions import set_aside
from mentorship.pairs import notifications
from mentorship.pairs.models import Pair
from mentorship.pairs.policies import is_of

#: How many pairs are parted in one transaction.
BATCH = 100


@transaction.atomic
def end(pair: Pair, *, by: Member) -> Pair:
    """End it, at once; no reason is asked or kept. The other is told kindly. Ended already: nothing happens."""
    require(is_of(by, pair))
    pair = Pair.objects.select_for_update(of=("self",)).select_related("mentor", "mentee").get(pk=pair.pk)
    if pair.ended_at is None:
        _end(pair, by=by)
        notifications.tell_ended(pair, pair.other(by))
    return pair


@transaction.atomic
def close(pair: Pair) -> None:
    """End it by those who look after mentoring; both are told in the same words as ever. Ended already: nothing
    happens.
    """
    pair = Pair.objects.select_for_update(of=("self",)).select_related("mentor", "mentee").get(pk=pair.pk)
    if pair.ended_at is None:
        _end(pair, by=None)
        for member in (pair.mentor, pair.mentee):
            notifications.tell_ended(pair, member)


def part() -> int:
    """End every pair between whom a block has come, or of whom one has left. Returns how many.

    To the one who was blocked it is an ending like any other: the same words, and nobody's name. Each pair is
    claimed under a lock that others skip, so two runs at once end it once.
    """
    parted = 0
    while batch := _batch():
        parted += batch
    return parted


@transaction.atomic
def _batch() -> int:
    pairs = list(
        Pair.objects.to_part()
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("mentor", "mentee")
        .order_by("pk")[:BATCH]
    )
    for pair in pairs:
        _end(pair, by=None)
        for member in (pair.mentor, pair.mentee):
            chose_it = Block.objects.filter(blocker=member, blocked=pair.other(member)).exists()
            if not chose_it and member.ended_at is None:
                notifications.tell_ended(pair, member)
    return len(pairs)


def _end(pair: Pair, *, by: Member | None) -> None:
    pair.ended_at, pair.ended_by = timezone.now(), by
    pair.save(update_fields=["ended_at", "ended_by"])
    set_aside(pair.mentee, pair.mentor, until=None)
    conversation = Conversation.objects.filter(scope=pair.scope).first()
    if conversation is not None:
        close_conversation(conversation)
        for member in (pair.mentor, pair.mentee):
            dismiss(conversation, member)
