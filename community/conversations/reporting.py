"""Messages can be reported; the safety room learns here how to find them, and pages when one is hidden."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.conversations.live import frame_of_message, removed_frame, tell_changed
from community.conversations.models import Message, Version
from community.conversations.revising import reactors_of, revise
from community.kit.commit import after_commit
from community.members.models import Member
from community.safety.models import ScopeModerator
from community.safety.registry import Nearby, reportable

#: How many messages before and after the reported one a moderator reads with it.
NEAR = 3


def find(member: Member, pk: int) -> Message | None:
    """The message, where the member may read it."""
    found = Message.objects.visible_to(member).filter(pk=pk)
    return found.select_related("conversation__facility", "author__member").first()


def describe(message: Message) -> str:
    title = message.conversation.title
    return _("A message in %(place)s") % {"place": title} if title else _("A message")


def around(message: Message) -> Iterator[Nearby]:
    """The messages next to it, in rooms that have moderators of their own; in a talk between two, none."""
    scope = message.conversation.scope
    if not ScopeModerator.objects.filter(scope=scope, ended_at=None).exists():
        return
    near = Message.objects.filter(
        conversation=message.conversation_id, seq__range=(message.seq - NEAR, message.seq + NEAR)
    )
    for one in near.select_related("author").order_by("seq"):
        if one.pk == message.pk or not one.is_hidden:
            yield Nearby(one.author.name, one.reported_words(), one.sent_at, one.pk == message.pk)


def on_hidden(message: Message) -> None:
    """Take the words off every open page."""
    frame = removed_frame(message.conversation_id, message.seq, message.pk)
    after_commit(tell_changed, message.conversation_id, message.seq, revise(message), frame)


def on_restored(message: Message) -> None:
    """Put the words back on every open page."""
    frame = frame_of_message(message, "changed") | {"reactions": message.reactions}
    after_commit(
        tell_changed,
        message.conversation_id,
        message.seq,
        revise(message),
        frame,
        message.author.member_id,
        reactors_of(message),
    )


def edits() -> QuerySet[Version]:
    """A row for each time that a message came to say something else."""
    said = Version.objects.filter(message__hidden_at=None)
    return said.select_related("message__author__member", "message__conversation__facility")


reportable(
    "message",
    Message,
    find=find,
    describe=describe,
    around=around,
    on_hidden=on_hidden,
    on_restored=on_restored,
    edits=edits,
)
