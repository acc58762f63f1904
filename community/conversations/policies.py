"""Who may speak. The storing statement asks the same again, in the moment of storing."""

from django.utils import timezone

from community.conversations.models import Participant


def may_post(participant: Participant) -> bool:
    """Tell whether this person may speak in their conversation now."""
    return (
        participant.ended_at is None
        and participant.conversation.closed_at is None
        and (participant.quieted_until is None or participant.quieted_until <= timezone.now())
    )
