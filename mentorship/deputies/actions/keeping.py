from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from community.members.models import Block
from mentorship.deputies import notifications
from mentorship.deputies.actions.ending import end_deputy, end_talk
from mentorship.deputies.models import Deputy, DeputyTalk

#: How many rows are looked at in one transaction.
BATCH = 100


def keep(at: datetime | None = None) -> int:
    """Note whose rest has begun; end every deputy's time, and every talk, that has no ground any more.

    Returns how many. Each is claimed under a lock that others skip: run twice at once, each ends once.
    """
    Deputy.objects.in_force().filter(began_at=None).update(began_at=at or timezone.now())
    ended = 0
    for batch in (_deputies, _talks):
        while some := batch():
            ended += some
    return ended


@transaction.atomic
def _deputies() -> int:
    return clear(Deputy.objects.to_end().order_by("pk")[:BATCH])


def clear(over: QuerySet[Deputy]) -> int:
    """End these and tell whom it concerns, those aside that another is about to end. Within a transaction."""
    held = over.select_for_update(of=("self",), skip_locked=True).select_related("offer__member", "deputy__member")
    found = list(held)
    for deputy in found:
        back = deputy.offer.paused_at is None and deputy.began_at is not None
        end_deputy(deputy, by=None)
        if deputy.agreed_at is not None:
            _tell(deputy, back)
        else:
            notifications.tell_answered(deputy, yes=False)
    return len(found)


def _tell(deputy: Deputy, back: bool) -> None:
    """The deputy hears that it is over; the mentor too, unless they are back and know. Not who blocked the other."""
    two = (deputy.offer.member, deputy.deputy.member)
    for member, other in (two, two[::-1]):
        chose_it = Block.objects.filter(blocker=member, blocked=other).exists()
        knows = back and member.pk == deputy.offer.member_id
        if not (chose_it or knows or member.ended_at):
            notifications.tell_over(deputy, member)


@transaction.atomic
def _talks() -> int:
    over = DeputyTalk.objects.to_end().select_for_update(of=("self",), skip_locked=True)
    found = list(over.select_related("pair__mentee", "pair__mentor", "deputy__deputy__member").order_by("pk")[:BATCH])
    for talk in found:
        end_talk(talk, by=None)
    return len(found)
