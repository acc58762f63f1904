"""The promise of a first hello, kept: who waits is found, who was answered waits no more, and the next are told."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from groups.welcome.ladder import due, ladder
from groups.welcome.models import FirstHello
from groups.welcome.notifications import settle_first_words, tell_of_first_words
from groups.welcome.recipients import told_on
from groups.welcome.watching import alone, find_first_words, hear_answers, see_who_came_back

#: How many are called out in one transaction.
BATCH = 20


def keep_hellos(now: datetime | None = None) -> int:
    """Find first words, hear answers, and tell whoever is due to be told. Returns how many rungs were climbed.

    Everything is asked of rows, so that it may be called at any time, by several at once, and after any pause: a rung
    and its notices are one transaction under a lock that others skip, so a worker that dies in the middle leaves both
    or neither. After a long pause every rung that is due is told, in order.
    """
    now = now or timezone.now()
    _look(now)
    climbed = 0
    while (some := _climb_some(now)) is not None:
        climbed += some
    return climbed


@transaction.atomic
def _look(now: datetime) -> None:
    """Find first words and hear answers, if nobody else does so at this moment."""
    if alone():
        find_first_words(now)
        _hear(now)


def _hear(now: datetime, only: Sequence[int] | None = None) -> set[int]:
    """Write down who was answered; whoever was called for them need not come any more. Returns whom it was about."""
    answered = hear_answers(now, only)
    for hello in FirstHello.objects.filter(pk__in=answered, rung__gt=0).select_related("group"):
        settle_first_words(hello)
    return set(answered)


@transaction.atomic
def _climb_some(now: datetime) -> int | None:
    due_now = list(
        FirstHello.objects.waiting(now)
        .filter(due_at__lte=now)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("newcomer__member", "group__facility", "thread", "post__thread")
        .order_by("due_at", "pk")[:BATCH]
    )
    if not due_now:
        return None
    # Somebody may have answered since they were looked for.
    answered = _hear(now, only=[hello.pk for hello in due_now])
    waiting = [hello for hello in due_now if hello.pk not in answered]
    for hello in waiting:
        rung = ladder()[hello.rung]
        for told in told_on(hello, rung.who, now):
            tell_of_first_words(hello, told.member, told.url, who=told.who)
        FirstHello.objects.filter(pk=hello.pk).update(rung=hello.rung + 1, due_at=due(hello.said_at, hello.rung + 1))
    return len(waiting)


def count_who_came_back(now: datetime | None = None) -> int:
    """Write down which newcomers spoke again on a later day. Returns how many were new to it."""
    return see_who_came_back(now or timezone.now())
