"""How soon newcomers are heard: the time from someone's first words in a group to the first answer by another."""

from datetime import datetime, timedelta
from statistics import median

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from community.conversations.models import Message, Participant
from community.facilities.models import Facility
from groups.forum.models import Post, Thread
from groups.roster.models import Group

#: The promise: half of all newcomers are answered this soon.
GOAL = timedelta(minutes=10)
#: Whose first words these are came in at most this long before them.
NEW = timedelta(days=14)
#: What the median looks back on.
LATELY = timedelta(days=30)
#: Fewer first words than this make no median.
ENOUGH = 3


def first_hello_median(facility: Facility) -> timedelta | None:
    """The median over the facility's groups and the last thirty days; None where too few were new.

    Words that nobody has answered count with the time they have waited so far. Three queries.
    """
    now = timezone.now()
    groups = Group.objects.present().filter(facility=facility).values_list("pk", flat=True)
    scopes = [f"group:{pk}" for pk in groups]
    first_words = [*_lines(scopes, now), *_threads(facility, now)]
    seconds = [((answer or now) - said).total_seconds() for said, answer in first_words]
    return timedelta(seconds=median(seconds)) if len(seconds) >= ENOUGH else None


def _lines(scopes: list[str], now: datetime) -> list[tuple[datetime, datetime | None]]:
    """First words in chats, and when someone else spoke next."""
    first = Message.objects.filter(author=OuterRef("pk")).order_by("seq")
    answer = Message.objects.filter(conversation=OuterRef("conversation"), seq__gt=OuterRef("first_seq")).exclude(
        author=OuterRef("pk")
    )
    return list(
        Participant.objects.filter(conversation__scope__in=scopes, created_at__gt=now - LATELY - NEW)
        .annotate(first_seq=Subquery(first.values("seq")[:1]), first_at=Subquery(first.values("sent_at")[:1]))
        .filter(first_at__gt=now - LATELY, first_at__lt=F("created_at") + NEW)
        .annotate(answered_at=Subquery(answer.order_by("seq").values("sent_at")[:1]))
        .values_list("first_at", "answered_at")
    )


def _threads(facility: Facility, now: datetime) -> list[tuple[datetime, datetime | None]]:
    """First discussions, and when someone else replied."""
    answer = Post.objects.filter(~Q(author=OuterRef("author")), thread=OuterRef("pk")).order_by("created_at")
    earliest = Thread.objects.filter(author=OuterRef("author")).order_by("created_at", "pk")
    return list(
        Thread.objects.filter(group__facility=facility, created_at__gt=now - LATELY)
        .filter(created_at__lt=F("author__joined_at") + NEW, pk=Subquery(earliest.values("pk")[:1]))
        .annotate(answered_at=Subquery(answer.values("created_at")[:1]))
        .values_list("created_at", "answered_at")
    )
