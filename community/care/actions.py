from django.db import transaction
from django.db.models import Max

from community.care.models import Read
from community.care.notifications import tell_author
from community.care.patterns import Pattern, worry_in
from community.safety.actions import notice
from community.safety.models import Category, ScopeModerator, place_of
from community.safety.moderatable import Moderatable
from community.safety.registry import Reportable, kinds_of_things

#: The most that is read of one kind at one ring; the next ring goes on from there.
MOST = 1000


def read_new_words() -> int:
    """Read what was written since the last time; return how often someone was offered a hand.

    Two at once do not read the same: a kind that is being read is passed over.
    """
    return sum(_read(kind) for kind in kinds_of_things())


@transaction.atomic
def _read(kind: Reportable) -> int:
    Read.objects.get_or_create(key=kind.key)
    mark = Read.objects.select_for_update(skip_locked=True).filter(key=kind.key).first()
    if mark is None:
        return 0
    things = kind.model._default_manager.all()
    new = list(things.filter(pk__gt=mark.read_to, pk__lte=mark.known_to, hidden_at=None).order_by("pk")[:MOST])
    offered = 0
    for thing in new:
        pattern = worry_in(thing.reported_words())
        if pattern is not None:
            offer_a_hand(thing, pattern)
            offered += 1
    mark.read_to = new[-1].pk if len(new) == MOST else mark.known_to
    mark.known_to = max(mark.known_to, things.aggregate(newest=Max("pk"))["newest"] or 0)
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
