"""The last day comes, and the pair ends by itself."""

from datetime import datetime
from functools import partial

from django.utils import timezone

from community.kit.one_by_one import one_by_one
from mentorship.pairs.actions import close
from mentorship.pairs.models import Pair
from mentorship.pairs.rests import Rest
from mentorship.partings import notifications
from mentorship.partings.models import Letter, Parting


def let_days_come(at: datetime | None = None) -> int:
    """End every pair whose last day is over, and give the letters. Returns how many ended.

    Each in one transaction, under a lock of its pair that others skip: two workers end it once, one that dies in the
    middle has ended nothing and given nothing, and one pair that fails holds up no other.
    """
    moment = at or timezone.now()
    due = (
        Parting.objects.due(moment).filter(pair__ended_at=None).order_by("ends_at", "pk").values_list("pair", flat=True)
    )
    return one_by_one(list(due), partial(_come, at=moment), what="pair.not_ended_on_its_day")


def _come(pair_id: int, *, at: datetime) -> int:
    """End the pair where its day still stands once it is locked. The pair before its rows, as everywhere."""
    open_ = Pair.objects.open().filter(pk=pair_id, mentor__ended_at=None, mentee__ended_at=None)
    pair = open_.select_for_update(of=("self",), skip_locked=True).select_related("mentor", "mentee").first()
    if pair is None or not Parting.objects.due(at).filter(pair=pair).update(came_at=timezone.now()):
        return 0
    for member in (pair.mentor, pair.mentee):
        notifications.settle_parting(pair, member)
    close(pair)
    if not Rest.objects.standing().filter(pair=pair).exists():
        _give(pair)
    return 1


def _give(pair: Pair) -> None:
    """Give each the other's letter. While a talk rests nothing is given: what stands behind it nobody can tell."""
    for letter in Letter.objects.filter(pair=pair, given_at=None).select_related("author", "reader"):
        letter.given_at = timezone.now()
        letter.save(update_fields=["given_at"])
        notifications.tell_letter(letter)
