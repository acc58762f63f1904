"""The last day comes, and the pair ends by itself."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mentorship.pairs.actions import close
from mentorship.pairs.models import Pair
from mentorship.pairs.rests import Rest
from mentorship.partings import notifications
from mentorship.partings.models import Letter, Parting


def let_days_come(at: datetime | None = None) -> int:
    """End every pair whose last day is over, and give the letters. Returns how many ended.

    Each in one transaction, under a lock of its pair that others skip: two workers end it once, and one that dies in
    the middle has ended nothing and given nothing.
    """
    ended, last, moment = 0, 0, at or timezone.now()
    while (pair := _after(last, moment)) is not None:
        last = pair.pk
        ended += pair.ended_at is not None
    return ended


@transaction.atomic
def _after(last: int, at: datetime) -> Pair | None:
    """The next pair, ended where its day still stood once it was locked. The pair before its rows, as everywhere."""
    due = Parting.objects.due(at).filter(pair=OuterRef("pk"))
    pairs = Pair.objects.open().filter(Exists(due), pk__gt=last, mentor__ended_at=None, mentee__ended_at=None)
    locked = pairs.select_for_update(of=("self",), skip_locked=True).select_related("mentor", "mentee")
    pair = locked.order_by("pk").first()
    if pair is None or not Parting.objects.due(at).filter(pair=pair).update(came_at=timezone.now()):
        return pair
    close(pair)
    pair.refresh_from_db(fields=["ended_at"])
    if not Rest.objects.standing().filter(pair=pair).exists():
        _give(pair)
    return pair


def _give(pair: Pair) -> None:
    """Give each the other's letter. While a talk rests nothing is given: what stands behind it nobody can tell."""
    for letter in Letter.objects.filter(pair=pair, given_at=None).select_related("author", "reader"):
        letter.given_at = timezone.now()
        letter.save(update_fields=["given_at"])
        notifications.tell_letter(letter)
