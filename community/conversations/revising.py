"""Each change to what was said has a number of its own in its conversation, so that a page can ask what it missed."""

from django.db.models import F

from community.conversations.models import Conversation, Message


def revise(message: Message) -> int:
    """Give the message the conversation's next revision and return it. Call it in the transaction that changes it.

    It holds the conversation until the commit, as saying something does: take this lock before any other row's.
    """
    Conversation.objects.filter(pk=message.conversation_id).update(last_revision=F("last_revision") + 1)
    revision = Conversation.objects.values_list("last_revision", flat=True).get(pk=message.conversation_id)
    Message.objects.filter(pk=message.pk).update(revision=revision)
    message.revision = revision
    return revision


def hold(message: Message) -> Message:
    """Return the message as it is now, its conversation held until the commit. Call it before any other lock."""
    Conversation.objects.select_for_update(no_key=True).get(pk=message.conversation_id)
    return Message.objects.select_related("author__member", "conversation__facility", "reply_to").get(pk=message.pk)


def reactors_of(message: Message) -> dict[str, list[int]]:
    """Return the member ids behind each number in ``message.reactions``. One query."""
    found: dict[str, list[int]] = {}
    for kind, member in message.reacted.order_by("id").values_list("kind", "participant__member"):
        found.setdefault(kind, []).append(member)
    return found
