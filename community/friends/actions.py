"""Verbs of this room: ask, take_back; agree, decline; wave; end."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.friends.models import Friendship
from community.friends.notifications import settle_asked, tell_agreed, tell_asked, tell_waved
from community.friends.policies import is_of, may_answer, may_take_back
from community.kit.gate import Refused, require
from community.members.models import Member

#: A question that nobody answers runs out by itself. One that got a no runs out then too, so that nobody can tell.
ASKED_FOR = timedelta(days=30)
MOST_OPEN = 20
#: One sign a day to one friend.
WAVE_EVERY = timedelta(hours=20)


@dataclass(frozen=True)
class Bearer:
    """A member as they are known in one place."""

    member: Member
    name: str
    hue: int


@transaction.atomic
def ask(asked: Bearer, *, by: Bearer, scope: str, met_in: str) -> Friendship:
    """Ask someone met in ``scope`` to be friends, by the names both bear there; whoever calls has seen that both
    belong there. Where the other asks already, it is agreed. Twice is once.

    Whoever was blocked, or once told no, may ask like anyone: the question waits and runs out, and reaches nobody.
    Raises ``Refused``: oneself (``own``), more than twenty open questions (``enough``).
    """
    if asked.member.pk == by.member.pk:
        raise Refused("own", _("This is you."))
    _hold(asked.member, by.member)
    here = Friendship.objects.filter(scope=scope).of(asked.member)
    standing = here.held_by(by.member).first() or here.asked_by(by.member).first()
    if standing is not None:
        return standing
    theirs = here.reaching(by.member).first()
    if theirs is not None:
        return agree(theirs, by=by.member)
    if Friendship.objects.asked_by(by.member).count() >= MOST_OPEN:
        raise Refused("enough", _("You have asked twenty people. Give them a little time to answer."))
    friendship = Friendship.objects.create(
        scope=scope,
        met_in=met_in[:80],
        asker=by.member,
        asker_name=by.name,
        asker_hue=by.hue,
        asked=asked.member,
        asked_name=asked.name,
        asked_hue=asked.hue,
        lapses_at=timezone.now() + ASKED_FOR,
    )
    if Friendship.objects.reaching(asked.member).filter(pk=friendship.pk).exists():
        tell_asked(friendship)
    return friendship


@transaction.atomic
def agree(friendship: Friendship, *, by: Member) -> Friendship:
    """Say yes: they are friends from now on. Twice is once.

    Raises ``PermissionDenied`` for a question to somebody else, ``Refused`` (``gone``) where it was taken back, has
    run out, or cannot be answered any more.
    """
    require(may_answer(by, friendship))
    _hold(friendship.asker, friendship.asked)
    if Friendship.objects.held_by(by).filter(pk=friendship.pk).exists():
        return friendship
    here = Friendship.objects.filter(scope=friendship.scope).of(friendship.asker)
    if not Friendship.objects.reaching(by).filter(pk=friendship.pk).exists():
        raise Refused("gone", _("They do not ask any more."))
    if here.held_by(by).exists():  # each had asked the other, and one answer was enough
        raise Refused("friends", _("You are friends already."))
    friendship.agreed_at = timezone.now()
    friendship.save(update_fields=["agreed_at"])
    # What the one who now says yes had asked themselves has its answer too.
    here.unsettled().filter(asker=by, asked=friendship.asker).update(withdrawn_at=friendship.agreed_at)
    settle_asked(friendship)
    tell_agreed(friendship)
    return friendship


def decline(friendship: Friendship, *, by: Member) -> None:
    """Say no, for good, in this place. The other is not told: for them it waits until it runs out."""
    require(may_answer(by, friendship))
    Friendship.objects.filter(pk=friendship.pk, agreed_at=None, declined_at=None).update(declined_at=timezone.now())
    settle_asked(friendship)


def take_back(friendship: Friendship, *, by: Member) -> None:
    """Ask no longer. Twice is once; what was agreed meanwhile stays."""
    require(may_take_back(by, friendship))
    if Friendship.objects.filter(pk=friendship.pk, agreed_at=None).update(withdrawn_at=timezone.now()):
        settle_asked(friendship)


def wave(friendship: Friendship, *, by: Member) -> bool:
    """Let a friend know that one thinks of them. False where it was done today already.

    To somebody who has blocked ``by`` it goes nowhere, and looks the same.
    """
    require(is_of(by, friendship))
    now = timezone.now()
    column = "asker_waved_at" if by.pk == friendship.asker_id else "asked_waved_at"
    due = Q(**{column: None}) | Q(**{f"{column}__lte": now - WAVE_EVERY})
    with transaction.atomic():
        held = Friendship.objects.filter(pk=friendship.pk, agreed_at__isnull=False, ended_at=None)
        if not held.filter(due).update(**{column: now}):
            return False
        tell_waved(friendship, by)
    return True


def end(friendship: Friendship, *, by: Member) -> None:
    """End it, from either side. It is gone for both, and nobody is notified. Twice is once."""
    require(is_of(by, friendship))
    Friendship.objects.filter(pk=friendship.pk, agreed_at__isnull=False, ended_at=None).update(
        ended_at=timezone.now(), ended_by=by
    )


def _hold(one: Member, other: Member) -> None:
    """Both people's rows, by number, until the transaction ends: two who ask each other at once are one friendship."""
    list(Member.objects.select_for_update(no_key=True).filter(pk__in=(one.pk, other.pk)).order_by("pk"))
