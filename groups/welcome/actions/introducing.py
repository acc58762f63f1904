from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from community.members.models import Block
from groups.roster.models import Membership
from groups.welcome.models import GREETS, NEW, Introduction
from groups.welcome.notifications import tell_introduced
from groups.welcome.rota import shifts_of, stretches_of

#: Who is introduced to somebody: whoever is on duty next, within a week.
NEXT = timedelta(days=7)
BATCH = 200


def introduce_newcomers(now: datetime | None = None) -> int:
    """Name a greeter to each newcomer who knows none, and the newcomer to them. Twice, or by two at once, is once.

    Where a greeter has gone, greets no more, or one has blocked the other, another takes their place. Returns how many
    were introduced.
    """
    now = now or timezone.now()
    newcomers = _strangers(now).select_related("member", "group").order_by("joined_at", "pk")[:BATCH]
    return sum(_introduce(newcomer, now) for newcomer in newcomers)


def _strangers(now: datetime) -> QuerySet[Membership]:
    """Newcomers who know nobody who greets."""
    good = Introduction.objects.filter(
        ~Exists(_blocks("greeter__member", "newcomer__member")),
        newcomer=OuterRef("pk"),
        greeter__in=Membership.objects.here().filter(role__in=GREETS, member__ended_at=None),
    )
    return (
        Membership.objects.here()
        .filter(~Exists(good), joined_at__gt=now - NEW, role=Membership.Role.MEMBER)
        .filter(member__ended_at=None, group__archived_at=None)
    )


@transaction.atomic
def _introduce(newcomer: Membership, now: datetime) -> bool:
    """Write the row and tell the two, in one transaction; False where there is nobody, or another was quicker."""
    Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=newcomer.pk)
    if not _strangers(now).filter(pk=newcomer.pk).exists():  # another was quicker
        return False
    greeter = _greeter_for(newcomer, now)
    if greeter is None:
        return False
    known, fresh = Introduction.objects.get_or_create(newcomer=newcomer, defaults={"greeter": greeter, "since": now})
    if not fresh:
        changed = Introduction.objects.filter(pk=known.pk, greeter=known.greeter_id).exclude(greeter=greeter)
        if not changed.update(greeter=greeter, since=now):
            return False
        known.refresh_from_db()
    known.newcomer, known.greeter = newcomer, greeter
    tell_introduced(known)
    return True


def _greeter_for(newcomer: Membership, now: datetime) -> Membership | None:
    """Whoever is on duty, or is next; else a greeter by role, else who leads. Of several, who has fewest to greet."""
    lately = Count("introductions", filter=Q(introductions__since__gt=now - NEW))
    able = {
        one.pk: one
        for one in Membership.objects.here()
        .filter(
            ~Exists(_blocks("member", newcomer.member_id)), group=newcomer.group, role__in=GREETS, member__ended_at=None
        )
        .exclude(pk=newcomer.pk)
        .select_related("member")
        .annotate(lately=lately)
    }
    first: dict[int, datetime] = {}
    for stretch in stretches_of(shifts_of(newcomer.group), after=now, until=now + NEXT):
        first.setdefault(stretch.who.pk, max(stretch.begins, now))
    ranks = {Membership.Role.GREETER: 0, Membership.Role.LEADER: 1, Membership.Role.MENTOR: 2}
    chosen = sorted(
        able.values(),
        key=lambda one: (first.get(one.pk, now + NEXT), ranks.get(Membership.Role(one.role), 3), one.lately, one.pk),
    )
    return chosen[0] if chosen else None


def _blocks(one: str, other: str | int) -> QuerySet[Block]:
    there = OuterRef(other) if isinstance(other, str) else other
    return Block.objects.filter(Q(blocker=OuterRef(one), blocked=there) | Q(blocker=there, blocked=OuterRef(one)))
