"""What a page needs to show a conversation: `{% include "conversations/_talk.html" %}` with this context."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from community.conversations.live import frame_of_message, removed_frame
from community.conversations.models import Conversation, Message, Participant, Reaction
from community.conversations.queries import Reader, hindrance, reader_of
from community.kit.words import excerpt
from community.members.models import Member

PAGE = 50
#: The most that one request catches up with; who has missed more asks again from where it ended.
LONGEST_CATCH_UP = 2000
#: The most that one request shows anew.
LONGEST_REFRESH = 200
#: Messages of one person within this time stand together under one name.
FOLLOWS_WITHIN = timedelta(minutes=5)
#: With these nobody can write. With others (somebody else's turn, a room that rests or goes slowly) they can draft.
NO_COMPOSER = {"not_yours", "closed", "quieted", "at_rest"}


@dataclass(frozen=True)
class Quote:
    """What a message answers. ``gone``: its words are not for this reader, or no longer there; it has none then."""

    seq: int
    id: int
    name: str
    excerpt: str
    gone: bool


class Reacted(NamedTuple):
    """One kind of reaction under a message; ``mine``: the reader gave it too. ``count`` is 0 in the list to choose."""

    kind: str
    label: str
    count: int = 0  # type: ignore[assignment]  # it hides a method nobody needs here
    mine: bool = False


@dataclass(frozen=True)
class Line:
    """One message in the list, and how it stands to the one before it."""

    message: Message
    day: date | None
    follows: bool
    mine: bool
    quote: Quote | None = None
    reactions: Collection[Reacted] = ()
    edited: datetime | None = None
    #: Removed: the message bears a trace in place of its words.
    gone: bool = False


class Window(NamedTuple):
    """A stretch of a conversation. ``older`` and ``newer``: its first and last ``seq``, where there is more."""

    messages: list[Message]
    older: int | None
    newer: int | None


def talk_context(
    conversation: Conversation,
    member: Member,
    *,
    asked: Mapping[str, str] | None = None,
    body: str = "",
    error: str = "",
    client_id: str = "",
    here: str = "",
) -> dict[str, Any]:
    """Return the context of ``conversations/_talk.html``: the newest fifty messages.

    ``asked`` is the page's query: ``before`` and ``after`` a ``seq`` show the fifty next to it, ``at`` those around
    it, and ``reply`` is the message to be answered. At most five queries, however much was said. ``here`` is the page's
    own address, to which a form without scripts comes back. Raises ``Participant.DoesNotExist`` for someone who has no
    place in it.
    """
    reader = reader_of(conversation, member)
    participant, conversation = reader.participant, reader.conversation
    asked = asked or {}
    window = _window(reader, asked)
    hinders = hindrance(conversation.pk, member.pk)
    return {
        "conversation": conversation,
        "participant": participant,
        "reader": reader,
        "lines": list(lines(window.messages, reader)),
        "older": window.older,
        "newer": window.newer,
        "is_newest": window.newer is None,
        "first_unread": _first_unread(participant, window.messages),
        "revision": conversation.last_revision,
        "keeps": reader.keeps,
        "hindrance": hinders,
        "may_post": hinders not in NO_COMPOSER,
        "kinds": [Reacted(kind.value, str(kind.label)) for kind in Reaction.Kind],
        "replying_to": _replying_to(reader, asked.get("reply")),
        "signs": reader.signs,
        "picture_queue": f"{reader.queue_url}pictures/" if reader.queue_url else "",
        "client_id": client_id or str(uuid.uuid4()),
        "talk_body": body,
        "talk_error": error,
        "talk_here": here,
    }


def messages_before(reader: Reader, seq: int, *, limit: int = PAGE) -> list[Message]:
    """Return the newest ``limit`` messages before ``seq``, removed ones too, oldest first."""
    return list(reversed(_readable(reader).filter(seq__lt=seq).order_by("-seq")[:limit]))


def messages_after(reader: Reader, seq: int, *, limit: int = PAGE) -> list[Message]:
    """Return the oldest ``limit`` messages after ``seq``, removed ones too, oldest first."""
    return list(_readable(reader).filter(seq__gt=seq).order_by("seq")[:limit])


def messages_since(reader: Reader, seq: int) -> tuple[list[Message], bool]:
    """Return what was said after ``seq``, oldest first, and whether there is still more after that."""
    found = list(_readable(reader).filter(seq__gt=seq).order_by("seq")[: LONGEST_CATCH_UP + 1])
    return found[:LONGEST_CATCH_UP], len(found) > LONGEST_CATCH_UP


def messages_between(reader: Reader, first: int, last: int) -> list[Message]:
    """Return the messages from ``first`` to ``last``, both included, as they are now: at most 200, oldest first."""
    found = _readable(reader).filter(seq__gte=first, seq__lte=last)
    return list(found.order_by("seq")[:LONGEST_REFRESH])


def find(reader: Reader, message_id: int) -> Message | None:
    """Return one message, a hidden one too; None where it is not there or by somebody the reader blocks."""
    found: Message | None = _readable(reader).filter(pk=message_id).first()
    return found


def who_reacted(message: Message, reader: Reader) -> list[tuple[Reacted, list[str]]]:
    """Return each kind of reaction under the message with the names behind it, as far as the reader meets them."""
    given = Reaction.objects.filter(message=message).exclude(participant__member__in=reader.blocked)
    names: dict[str, list[str]] = {}
    for kind, name in given.order_by("id").values_list("kind", "participant__name"):
        names.setdefault(kind, []).append(name)
    under = reactions_under([message], reader).get(message.pk, ())
    return [(one, names.get(one.kind, [])) for one in under]


def frames(messages: Collection[Message], reader: Reader) -> list[dict[str, Any]]:
    """Return messages as the socket would send them, with ``reactions`` and ``mine``, the reader's own kinds.

    One that is hidden keeps its number and nothing else.
    """
    reactions = reactions_under(messages, reader)
    return [
        removed_frame(message.conversation_id, message.seq, message.pk)
        if message.is_hidden
        else frame_of_message(message)
        | {
            "revision": message.revision,
            "reactions": {one.kind: one.count for one in reactions.get(message.pk, ())},
            "mine": [one.kind for one in reactions.get(message.pk, ()) if one.mine],
        }
        for message in messages
    ]


def lines(messages: Collection[Message], reader: Reader) -> Iterator[Line]:
    """Return messages as the list shows them: a day where a new one begins, and who goes on speaking."""
    before: Message | None = None
    reactions = reactions_under(messages, reader)
    for message in messages:
        day = timezone.localdate(message.sent_at)
        new_day = before is None or timezone.localdate(before.sent_at) != day
        follows = (
            before is not None
            and not new_day
            and before.author_id == message.author_id
            and message.sent_at - before.sent_at < FOLLOWS_WITHIN
        )
        mine = message.author_id == reader.participant.pk
        if message.is_hidden:
            yield Line(traced(message, reader), day if new_day else None, follows, mine, gone=True)
        else:
            yield Line(
                message,
                day if new_day else None,
                follows,
                mine,
                quote_of(message.reply_to, reader) if message.reply_to else None,
                reactions.get(message.pk, ()),
                message.edited_at,
            )
        before = message


def traced(message: Message, reader: Reader) -> Message:
    """Return a removed message with a trace in place of its words; whoever looks after it is led to who and why."""
    words = _("This message was removed.")
    if message.author_id == reader.participant.pk:
        words = _link(message, _("You can look at it"), before=words)
    elif reader.keeps:
        words = _link(message, _("Who, and why"), before=words)
    trace = copy(message)
    trace.body, trace.picture, trace.reactions = "", None, {}
    trace.html = format_html("<p>{}</p>", words)
    return trace


def _link(message: Message, words: str, *, before: str) -> str:
    address = reverse("message", args=[message.conversation_id, message.pk])
    return format_html('{} <a href="{}">{}</a>', before, address, words)


def quote_of(message: Message, reader: Reader) -> Quote:
    """Return a message as it stands above an answer to it."""
    if message.is_hidden or message.author.member_id in reader.blocked:
        return Quote(message.seq, message.pk, "", "", gone=True)
    words = excerpt(message.body) or _("A picture")
    return Quote(message.seq, message.pk, message.author.name, words, gone=False)


def reactions_under(messages: Iterable[Message], reader: Reader) -> dict[int, list[Reacted]]:
    """Return, by message id, the reactions that the reader sees: those of blocked people count for nothing.

    One query, and none where nobody has reacted.
    """
    counts = {message.pk: dict(message.reactions) for message in messages if message.reactions}
    mine: set[tuple[int, str]] = set()
    me = reader.participant.member_id
    if counts:
        known = Reaction.objects.filter(message__in=list(counts), participant__member__in={me, *reader.blocked})
        for message, kind, member in known.values_list("message", "kind", "participant__member"):
            if member == me:
                mine.add((message, kind))
            else:
                counts[message][kind] = counts[message].get(kind, 0) - 1
    return {
        message: [
            Reacted(kind.value, str(kind.label), count[kind.value], (message, kind.value) in mine)
            for kind in Reaction.Kind
            if count.get(kind.value, 0) > 0
        ]
        for message, count in counts.items()
    }


def _window(reader: Reader, asked: Mapping[str, str]) -> Window:
    at, after, before = (_number(asked.get(name)) for name in ("at", "after", "before"))
    last = reader.conversation.last_seq
    if at and at <= last:
        half = PAGE // 2
        earlier = messages_before(reader, at, limit=half + 1)
        later = messages_after(reader, at - 1, limit=half + 1)
        messages = earlier[-half:] + later[:half]
        more_before, more_after = len(earlier) > half, len(later) > half
    elif after and after < last:
        later = messages_after(reader, after, limit=PAGE + 1)
        messages = later[:PAGE]
        more_before, more_after = True, len(later) > PAGE
    else:
        earlier = messages_before(reader, before or last + 1, limit=PAGE + 1)
        messages = earlier[-PAGE:]
        more_before, more_after = len(earlier) > PAGE, bool(before and before <= last)
    older = messages[0].seq if messages and more_before else None
    newer = (messages[-1].seq if messages else (before or 1) - 1) if more_after else None
    return Window(messages, older, newer)


def _first_unread(participant: Participant, messages: list[Message]) -> int | None:
    """The oldest that the reader has not seen, as near as the page knows: one before it may be for others alone."""
    seen = participant.seen_seq
    if seen >= participant.conversation.last_seq:
        return None
    if messages and messages[0].seq > seen + 1 and participant.conversation.last_seq - seen > len(messages):
        return seen + 1
    return next(
        (one.seq for one in messages if one.seq > seen and one.author_id != participant.pk and not one.is_hidden), None
    )


def _replying_to(reader: Reader, value: str | None) -> Quote | None:
    seq = _number(value)
    message = _readable(reader).filter(seq=seq, hidden_at=None).first() if seq else None
    return quote_of(message, reader) if message else None


def _readable(reader: Reader) -> Any:
    found = Message.objects.filter(conversation=reader.conversation).select_related("author", "reply_to__author")
    found = found.defer("reply_to__html", "reply_to__picture", "reply_to__reactions")
    if reader.blocked:
        found = found.exclude(author__member__in=reader.blocked)
    return found


def _number(value: int | str | None) -> int | None:
    try:
        number = int(value or 0)
    except ValueError:
        return None
    return number if 0 < number < 2**63 else None
