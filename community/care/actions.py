from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from community.care.models import Read
from community.care.notifications import tell_author
from community.care.patterns import Pattern, worry_in
from community.safety.actions import notice
from community.safety.models import Category, ScopeModerator, place_of
from community.safety.moderatable import Moderatable
from community.safety.registry import kinds_of_things

#: The most that is read of one kind at one ring; the next ring goes on from there.
MOST = 1000


def read_new_words() -> int:
    """Read what was written or edited since the last time; return how often someone was offered a hand.

    Two at once do not read the same: a kind that is being read is passed over.
    """
    offered = 0
    for kind in kinds_of_things():
        offered += _read(kind.key, kind.model._default_manager.filter(hidden_at=None), lambda thing: thing)
        if kind.edits is not None:
            offered += _read(f"{kind.key}:edits", kind.edits(), lambda edit: edit.thing)
    return offered


@transaction.atomic
def _read(key: str, written: QuerySet[Any], thing_of: Callable[[Any], Moderatable]) -> int:
    Read.objects.get_or_create(key=key)
    mark = Read.objects.select_for_update(skip_locked=True).filter(key=key).first()
    if mark is None:
        return 0
    new = list(written.filter(pk__gt=mark.read_to, pk__lte=mark.known_to).order_by("pk")[:MOST])
    offered = 0
    for thing in {thing.pk: thing for thing in map(thing_of, new)}.values():
        pattern = worry_in(thing.reported_words())
        if pattern is not None:
            offer_a_hand(thing, pattern)
            offered += 1
    mark.read_to = new[-1].pk if len(new) == MOST else mark.known_to
    newest = written.model._default_manager.aggregate(newest=Max("pk"))["newest"]
    mark.known_to = max(mark.known_to, newest or 0)
    mark.save(update_fields=["read_to", "known_to"])
    return offered


@transaction.atomic
def offer_a_hand(thing: Moderatable, pattern: Pattern) -> None:
    """Show the author the care card and, in a place that has moderators, put the words at the top of their queue.

    Words between two people are for the two: they open no case, only the card.
    """
    tell_author(thing.author_member)
    scope = place_of(thing.moderation_scope)
    if ScopeModerator.objects.filter(scope=scope, ended_at=None).exists():
        notice(thing, category=Category.WORRY, rule=pattern.key, why=str(pattern.says))
