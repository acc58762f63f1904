"""Small questions about conversations, each one query."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import JSONObject

from community.conversations.models import Bell, Conversation, Mention, Message, Participant, Signs
from community.conversations.storing import WHY_NOT
from community.members.models import Block, Member
from community.safety.models import ScopeModerator, place_of

#: Beyond, nobody counts.
MOST_COUNTED = 100

_SIGNS = ("here_off_at", "writing_off_at", "seen_off_at")


class Reader(NamedTuple):
    """Someone's place in a conversation, and whom they do not want to meet (member ids).

    ``signs`` are those they give. ``queue_url`` is where they find what waits to be looked at; empty: they do not look
    after the conversation.
    """

    participant: Participant
    blocked: frozenset[int]
    signs: Signs
    queue_url: str

    @property
    def conversation(self) -> Conversation:
        return self.participant.conversation

    @property
    def keeps(self) -> bool:
        """Whether they look after the conversation."""
        return bool(self.queue_url)


def reader_of(conversation: Conversation, member: Member) -> Reader:
    """Return the member as who reads there. One query. Raises ``Participant.DoesNotExist`` where they have no place."""
    blocked = Block.objects.filter(blocker=member).values("blocked")
    signs = Signs.objects.filter(member=member)
    keeps = ScopeModerator.objects.filter(scope=place_of(conversation.scope), member=member, ended_at=None)
    place = (
        Participant.objects.select_related("conversation", "bell")
        .annotate(
            blocked=ArraySubquery(blocked),
            signs=Subquery(signs.values(given=JSONObject(**{name: name for name in _SIGNS}))),
            queue_url=Subquery(keeps.values("queue_url")[:1]),
        )
        .get(conversation=conversation, member=member, ended_at=None)
    )
    return Reader(place, frozenset(place.blocked), Signs(member=member, **place.signs or {}), place.queue_url or "")


def unread_at(member_id: int) -> Case:
    """Return, for ``annotate`` on the member's places, the ids of what counts as new there: at most ``MOST_COUNTED``.

    Others' words that stand and are by nobody whom the member blocks; as far as the place's bell rings for them. It is
    what badges count (``waiting.py``).
    """
    blocked = Block.objects.filter(blocker=Member(pk=member_id)).values("blocked")
    ids = ArrayField(BigIntegerField())
    said = (
        Message.objects.filter(conversation=OuterRef("conversation"), seq__gt=OuterRef("seen_seq"), hidden_at=None)
        .exclude(author__member__in=blocked)
        .exclude(author=OuterRef("pk"))
        .values("pk")
    )
    named = (
        Mention.objects.filter(
            participant=OuterRef("pk"), message__seq__gt=OuterRef("seen_seq"), message__hidden_at=None
        )
        .exclude(message__author__member__in=blocked)
        .values("pk")
    )
    return Case(
        When(conversation__last_seq__lte=F("seen_seq"), then=Value([], output_field=ids)),
        When(bell__rings_for=Bell.RingsFor.NOTHING, then=Value([], output_field=ids)),
        When(bell__rings_for=Bell.RingsFor.MENTIONS, then=ArraySubquery(named[:MOST_COUNTED])),
        default=ArraySubquery(said[:MOST_COUNTED]),
        output_field=ids,
    )


def unread_counts(member: Member) -> dict[str, int]:
    """Return how much is new in each of the member's open conversations, by scope; where nothing is, it is left out."""
    places = (
        Participant.objects.filter(
            member=member, ended_at=None, conversation__closed_at=None, conversation__last_seq__gt=F("seen_seq")
        )
        .annotate(unread=unread_at(member.pk))
        .values_list("conversation__scope", "unread")
    )
    return {scope: len(unread) for scope, unread in places if unread}


_HINDRANCE = f"""
SELECT {WHY_NOT}
FROM community_participant p
JOIN community_conversation c ON c.id = p.conversation_id
JOIN community_member m ON m.id = p.member_id
LEFT JOIN community_floor f ON f.conversation_id = c.id AND f.ended_at IS NULL
CROSS JOIN (SELECT coalesce(%s::timestamptz, clock_timestamp()) AS at) AS clock
WHERE p.conversation_id = %s AND p.member_id = %s
"""  # noqa: S608


def hindrance(conversation_id: int, member_id: int, at: datetime | None = None) -> str:
    """Return why the member may not speak there now (or ``at``), as the storing statement would find; empty: they may.

    ``not_yours``, ``closed``, ``at_rest`` (the talk rests), ``quieted``, ``floor`` (somebody else's turn), ``resting``
    (outside the room's hours) or ``slow`` (they spoke a moment ago).
    """
    with connection.cursor() as cursor:
        cursor.execute(_HINDRANCE, [at, conversation_id, member_id])
        row = cursor.fetchone()
    return "not_yours" if row is None else row[0] or ""
