from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from community.conversations.models import Message, Participant
from community.members.models import Member
from community.notifications.actions import settle
from community.notifications.models import Notification
from mentorship.pairs import notifications
from mentorship.pairs.models import Pair

#: Words that were not read for so long are worth a notice.
UNREAD_FOR = timedelta(minutes=10)
#: How many people are told in one transaction.
BATCH = 100
#: The talks of pairs: of all scopes that begin so, those with nothing behind the number.
OF_PAIRS = Q(conversation__scope__regex=r"^pair:\d+$")

#: Tells one place of the newest words that wait for it, by their author.
Tell = Callable[[Participant, Participant], None]


def tell_of_words(at: datetime | None = None, *, of: Q | None = None, tell: Tell | None = None) -> int:
    """Tell everyone in a pair who has not read the other's words for a while. Returns how many were told.

    ``of`` and ``tell``: the same for other talks of two. Once for all that waits unread: the notice bears the place up
    to which they have read, and there is none for that place yet. Each place is claimed under a lock that others skip,
    so two runs at once tell once.
    """
    told, last = 0, 0
    waiting = _waiting(at or timezone.now(), OF_PAIRS if of is None else of)
    while batch := _tell_after(waiting, last, tell or _tell):
        told, last = told + batch.told, batch.last
    return told


def look_in(pair: Pair, *, by: Member) -> None:
    """``by`` has come to the pair's page: what called them there has done its work."""
    kinds = (notifications.REQUEST_ACCEPTED, notifications.RHYTHM_PROPOSED, notifications.PAIR_ENDED)
    settle(by, *kinds, subject=pair.scope)
    waiting = Notification.objects.filter(
        member=by, kind=notifications.WORDS.key, subject__startswith=f"{pair.scope}:", read_at=None
    )
    for subject in waiting.values_list("subject", flat=True):
        settle(by, notifications.WORDS, subject=subject)


class Batch(NamedTuple):
    """How many of a batch were told, and the number of its last place."""

    told: int
    last: int


@transaction.atomic
def _tell_after(waiting: QuerySet[Participant], last: int, tell: Tell) -> Batch | None:
    """Tell the next hundred, by the number of their place; None where nobody waits.

    Under the lock it is asked again who waits: another run may have told someone, and let go of the lock,
    between this statement's first look and its turn.
    """
    places = list(
        waiting.filter(pk__gt=last)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("conversation", "member")
        .order_by("pk")[:BATCH]
    )
    if not places:
        return None
    still = set(waiting.filter(pk__in=[place.pk for place in places]).values_list("pk", flat=True))
    for place in places:
        if place.pk in still:
            tell(place, _author(place))
    return Batch(len(still), places[-1].pk)


def _tell(place: Participant, author: Participant) -> None:
    pair = Pair.objects.get(pk=int(place.conversation.scope.removeprefix("pair:")))
    notifications.tell_words(pair, place, author)


def _author(place: Participant) -> Participant:
    words = _unread(place.seen_seq).filter(conversation=place.conversation).exclude(author=place)
    return words.select_related("author__member").order_by("-seq")[0].author


def _waiting(at: datetime, of: Q) -> QuerySet[Participant]:
    """Places in such talks with unread words of the other that are old enough, and no notice for them yet."""
    words = _unread(OuterRef("seen_seq")).filter(conversation=OuterRef("conversation"), sent_at__lte=at - UNREAD_FOR)
    seen = Cast(OuterRef("seen_seq"), CharField())
    notices = Notification.objects.filter(
        member=OuterRef("member"),
        kind=notifications.WORDS.key,
        subject=Concat(OuterRef("conversation__scope"), Value(":"), seen, output_field=CharField()),
    )
    return Participant.objects.filter(
        Exists(words.exclude(author=OuterRef("pk"))),
        ~Exists(notices),
        of,
        ended_at=None,
        member__ended_at=None,
        conversation__closed_at=None,
        conversation__last_seq__gt=F("seen_seq"),
    )


def _unread(seen: int | OuterRef) -> QuerySet[Message]:
    return Message.objects.filter(seq__gt=seen, hidden_at=None)
