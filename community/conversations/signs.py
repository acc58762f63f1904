"""Small signs of oneself: which a member gives, and how far others have read."""

from django.db.models import F

from community.conversations.models import Conversation, Participant, Signs
from community.members.models import Block, Member

#: So many marks are told at once; those who have read furthest come first.
MOST_MARKS = 200


def signs_of(member: Member) -> Signs:
    """Return which signs the member gives; someone who never chose gives all. One query."""
    return Signs.objects.filter(member=member).first() or Signs(member=member)


def marks(conversation: Conversation, reader: Member) -> dict[int, int]:
    """Return how far others have read, by participant: of those who give the sign and whom the reader meets.

    Nobody meets whom they block, nor who blocks them. One query.
    """
    silent = Signs.objects.exclude(seen_off_at=None).values("member")
    found = (
        Participant.objects.filter(conversation=conversation, ended_at=None, seen_seq__gt=0)
        .exclude(member=reader)
        .exclude(member__in=silent)
        .exclude(member__in=Block.objects.filter(blocker=reader).values("blocked"))
        .exclude(member__in=Block.objects.filter(blocked=reader).values("blocker"))
    )
    return dict(found.order_by(F("seen_seq").desc(), "pk").values_list("pk", "seen_seq")[:MOST_MARKS])
