from django.db import transaction
from django.utils import timezone

from community.conversations import live
from community.conversations.models import Conversation
from community.facilities.models import Facility
from community.kit.commit import after_commit


@transaction.atomic
def open_conversation(scope: str, *, title: str = "", facility: Facility | None = None) -> Conversation:
    """Return the conversation of this scope, opened where there was none. Its title and facility stay as they were."""
    conversation, _ = Conversation.objects.get_or_create(
        scope=scope, defaults={"title": title[:120], "facility": facility}
    )
    return conversation


@transaction.atomic
def close_conversation(conversation: Conversation) -> bool:
    """Nobody may speak any more, and every live line closes; what was said stays readable. False: it was closed."""
    changed = Conversation.objects.filter(pk=conversation.pk, closed_at=None).update(closed_at=timezone.now())
    if changed:
        conversation.refresh_from_db(fields=["closed_at"])
        after_commit(live.tell_closed, conversation.pk)
    return bool(changed)


@transaction.atomic
def reopen_conversation(conversation: Conversation) -> bool:
    """Let its participants speak again. False: it was open."""
    changed = Conversation.objects.filter(pk=conversation.pk).exclude(closed_at=None).update(closed_at=None)
    conversation.refresh_from_db(fields=["closed_at"])
    return bool(changed)
