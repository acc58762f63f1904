from datetime import datetime

from django.db import transaction

from community.conversations import live
from community.conversations.models import AT_REST, Conversation, Participant
from community.kit.commit import after_commit
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


@transaction.atomic
def let_rest(conversation: Conversation) -> None:
    """Let the talk rest: all of its people read, and nobody says or signs anything, on no page and no socket.

    Until ``wake``. Whose wish it is belongs to the room that owns the conversation, and shows nowhere here.
    """
    Participant.objects.filter(conversation=conversation).update(quieted_until=AT_REST)
    after_commit(live.tell_rest, conversation.pk, rests=True)


@transaction.atomic
def wake(conversation: Conversation) -> None:
    """Let a talk that rests go on."""
    Participant.objects.filter(conversation=conversation, quieted_until__gte=AT_REST).update(quieted_until=None)
    after_commit(live.tell_rest, conversation.pk, rests=False)
