"""Small questions about conversations, each one query."""

from django.db.models import F

from community.conversations.models import Participant
from community.members.models import Member


def unread_counts(member: Member) -> dict[str, int]:
    """Return how much is unread in each of the member's open conversations, by scope; what is read is left out."""
    places = Participant.objects.filter(
        member=member, ended_at=None, conversation__closed_at=None, conversation__last_seq__gt=F("seen_seq")
    ).values_list("conversation__scope", "conversation__last_seq", "seen_seq")
    return {scope: last - seen for scope, last, seen in places}
