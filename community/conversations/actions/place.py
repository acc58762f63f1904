from django.db import transaction
from django.utils import timezone

from community.conversations import live
from community.conversations.models import Conversation, Participant
from community.kit.commit import after_commit
from community.members.models import Member


@transaction.atomic
def admit(
    conversation: Conversation, member: Member, *, name: str, hue: int, as_they_were: bool = False
) -> Participant:
    """Give the member a place under this name; one who was here before gets the same place back.

    What was said before they came is there to be read, and does not count as unread; ``as_they_were`` lets them go on
    reading where they left off.
    """
    participant, fresh = Participant.objects.select_for_update().get_or_create(
        conversation=conversation,
        member=member,
        defaults={"name": name, "hue": hue, "seen_seq": _last_seq(conversation)},
    )
    if not fresh and (participant.ended_at, participant.name, participant.hue) != (None, name, hue):
        if participant.ended_at is not None and not as_they_were:
            participant.seen_seq = _last_seq(conversation)
        participant.name, participant.hue, participant.ended_at = name, hue, None
        participant.save(update_fields=["name", "hue", "ended_at", "seen_seq"])
        fresh = True
    if fresh:
        after_commit(live.tell_places, member.pk)
    return participant


@transaction.atomic
def dismiss(conversation: Conversation, member: Member) -> bool:
    """End the member's place: from the commit on they hear nothing, on no page and in no process. False: they had none.

    What they said stays, under the name they bore.
    """
    changed = Participant.objects.filter(conversation=conversation, member=member, ended_at=None).update(
        ended_at=timezone.now()
    )
    if changed:
        after_commit(live.tell_dismissed, conversation.pk, member.pk)
        after_commit(live.tell_places, member.pk)
    return bool(changed)


def _last_seq(conversation: Conversation) -> int:
    return Conversation.objects.values_list("last_seq", flat=True).get(pk=conversation.pk)
