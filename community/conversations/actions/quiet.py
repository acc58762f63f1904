from datetime import datetime

from django.db import transaction

from community.conversations.models import Conversation, Participant
from community.members.models import Member


@transaction.atomic
def quiet_participant(conversation: Conversation, member: Member, *, until: datetime) -> bool:
    """Until that moment the member hears and may not speak. False: they have no place here.

    The act of power around it (who, why, audit, notice) belongs to the room that owns the conversation.
    """
    places = Participant.objects.filter(conversation=conversation, member=member, ended_at=None)
    return bool(places.update(quieted_until=until))


@transaction.atomic
def unquiet_participant(conversation: Conversation, member: Member) -> bool:
    """Let the member speak again. False: they could."""
    places = Participant.objects.filter(conversation=conversation, member=member).exclude(quieted_until=None)
    return bool(places.update(quieted_until=None))
