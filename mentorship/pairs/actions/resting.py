"""Letting a talk rest, and waking it. Either of the two may; the other reads that it rests, and nothing more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.conversations import actions as talk
from community.conversations.models import Conversation
from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.pairs.models import Pair
from mentorship.pairs.policies import is_of
from mentorship.pairs.rests import Rest

#: For how many days a talk may rest by itself; 0: until the one who let it rest wakes it.
DAYS = (3, 7, 14, 0)
#: How many rests end in one transaction.
BATCH = 100


@transaction.atomic
def let_rest(pair: Pair, *, by: Member, days: int) -> Rest:
    """Let the talk rest: nobody says a word in it, on page, socket or API. Done before: these days count from now.

    Nobody is told. Raises ``Refused`` (``ended``, ``days``).
    """
    held = hold(pair, by)
    if days not in DAYS:
        raise Refused("days", _("Please choose one of these."), field="days")
    until = timezone.now() + timedelta(days=days) if days else None
    rest, fresh = Rest.objects.get_or_create(pair=held, by=by, ended_at=None, defaults={"until": until})
    if not fresh and rest.held_at is None:
        rest.until = until
        rest.save(update_fields=["until"])
    follow(held)
    return rest


@transaction.atomic
def wake(pair: Pair, *, by: Member) -> bool:
    """End one's own rest; the talk goes on unless the other lets it rest too. False: there was none of one's own.

    Raises ``Refused`` where others look at something first.
    """
    held = hold(pair, by)
    rest = Rest.objects.standing().filter(pair=held, by=by).first()
    if rest is None:
        return False
    if rest.held_at is not None:
        raise Refused("held", _("It rests until someone has looked at what you told us."))
    _end(rest)
    return True


@transaction.atomic
def hold_still(pair: Pair, *, by: Member) -> Rest:
    """Let the talk rest until ``release``: for what others look at. It looks like any rest of ``by``."""
    held = hold(pair, by)
    rest, _fresh = Rest.objects.get_or_create(pair=held, by=by, ended_at=None)
    rest.until, rest.held_at = None, timezone.now()
    rest.save(update_fields=["until", "held_at"])
    follow(held)
    return rest


@transaction.atomic
def release(rest: Rest) -> None:
    """Let go of a rest that was held; ended already: nothing happens."""
    Pair.objects.select_for_update(of=("self",)).get(pk=rest.pair_id)
    rest = Rest.objects.select_related("pair").get(pk=rest.pk)
    if rest.ended_at is None:
        _end(rest)


def wake_due(at: datetime | None = None) -> int:
    """End the rests whose days are over. Returns how many; each ends once, however many run."""
    woken = 0
    while batch := _batch(at or timezone.now()):
        woken += batch
    return woken


@transaction.atomic
def _batch(at: datetime) -> int:
    # The pair before its rests, as everywhere.
    due = Rest.objects.due(at).values("pair")
    pairs = list(Pair.objects.filter(pk__in=due).select_for_update(skip_locked=True).order_by("pk")[:BATCH])
    woken = Rest.objects.due(at).filter(pair__in=pairs).update(ended_at=at)
    for pair in pairs:
        follow(pair)
    return woken


def follow(pair: Pair) -> None:
    """Let the talk be as the rests say. The pair is locked."""
    conversation = Conversation.objects.filter(scope=pair.scope).first()
    if conversation is None:
        return
    if Rest.objects.standing().filter(pair=pair).exists():
        talk.let_rest(conversation)
    else:
        talk.wake(conversation)


def hold(pair: Pair, by: Member) -> Pair:
    """Lock the pair and return it. Raises ``PermissionDenied`` for others, ``Refused`` where it has ended."""
    require(is_of(by, pair))
    found = Pair.objects.open().filter(pk=pair.pk).select_for_update(of=("self",)).select_related("mentor", "mentee")
    if (held := found.first()) is None:
        raise Refused("ended", _("Your time together has come to its end."))
    return held


def _end(rest: Rest) -> None:
    rest.ended_at = timezone.now()
    rest.save(update_fields=["ended_at"])
    follow(rest.pair)
