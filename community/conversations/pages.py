"""What a page needs to show a conversation: `{% include "conversations/_talk.html" %}` with this context."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from community.conversations.live import frame_of_message, removed_frame
from community.conversations.models import Conversation, Message, Participant
from community.conversations.policies import may_post
from community.members.models import Block, Member

PAGE = 50
#: The most that one request catches up with; who has missed more asks again from where it ended.
LONGEST_CATCH_UP = 2000
#: Messages of one person within this time stand together under one name.
FOLLOWS_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True)
class Line:
    """One message in the list, and how it stands to the one before it."""

    message: Message
    day: date | None
    follows: bool
    mine: bool


def talk_context(
    conversation: Conversation,
    member: Member,
    *,
    before: int | str | None = None,
    body: str = "",
    error: str = "",
    client_id: str = "",
    here: str = "",
) -> dict[str, Any]:
    """Return the context of ``conversations/_talk.html``: the newest fifty messages, or those before ``before``.

    Two queries, however much was said. ``here`` is the page's own address, to which a form without scripts comes
    back. Raises ``Participant.DoesNotExist`` for someone who has no place in it.
    """
    participant = Participant.objects.select_related("conversation").get(
        conversation=conversation, member=member, ended_at=None
    )
    conversation = participant.conversation
    first_after = _number(before) or conversation.last_seq + 1
    found = messages_before(conversation, member, first_after, limit=PAGE + 1)
    messages = found[-PAGE:]
    return {
        "conversation": conversation,
        "participant": participant,
        "lines": list(lines(messages, participant)),
        "older": messages[0].seq if len(found) > PAGE else None,
        "is_newest": first_after > conversation.last_seq,
        "may_post": may_post(participant),
        "client_id": client_id or str(uuid.uuid4()),
        "talk_body": body,
        "talk_error": error,
        "talk_here": here,
    }


def messages_before(conversation: Conversation, member: Member, seq: int, *, limit: int = PAGE) -> list[Message]:
    """Return the newest ``limit`` messages before ``seq`` that the member may read, oldest first."""
    return list(reversed(_readable(conversation, member).filter(seq__lt=seq).order_by("-seq")[:limit]))


def messages_since(conversation: Conversation, member: Member, seq: int) -> tuple[list[Message], bool]:
    """Return what was said after ``seq``, oldest first, and whether there is still more after that."""
    found = list(
        _readable(conversation, member, hidden_too=True).filter(seq__gt=seq).order_by("seq")[: LONGEST_CATCH_UP + 1]
    )
    return found[:LONGEST_CATCH_UP], len(found) > LONGEST_CATCH_UP


def frames(messages: Iterable[Message]) -> list[dict[str, Any]]:
    """Return messages as the socket would send them; one that is hidden keeps its number and nothing else."""
    return [
        removed_frame(message.conversation_id, message.seq, message.pk)
        if message.is_hidden
        else frame_of_message(message)
        for message in messages
    ]


def lines(messages: Iterable[Message], participant: Participant) -> Iterator[Line]:
    """Return messages as the list shows them: a day where a new one begins, and who goes on speaking."""
    before: Message | None = None
    for message in messages:
        day = timezone.localdate(message.sent_at)
        new_day = before is None or timezone.localdate(before.sent_at) != day
        follows = (
            before is not None
            and not new_day
            and before.author_id == message.author_id
            and message.sent_at - before.sent_at < FOLLOWS_WITHIN
        )
        yield Line(message, day if new_day else None, follows, message.author_id == participant.pk)
        before = message


def _readable(conversation: Conversation, member: Member, *, hidden_too: bool = False) -> Any:
    found = (
        Message.objects.filter(conversation=conversation)
        .exclude(author__member__in=Block.objects.filter(blocker=member).values("blocked"))
        .select_related("author")
    )
    return found if hidden_too else found.filter(hidden_at=None)


def _number(value: int | str | None) -> int | None:
    try:
        number = int(value or 0)
    except ValueError:
        return None
    return number if 0 < number < 2**63 else None
