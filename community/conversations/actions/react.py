"""A short sign of support under somebody's words, and taking it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from community.conversations import live
from community.conversations.actions.post import why_not
from community.conversations.models import Message, Participant, Reaction
from community.conversations.revising import hold, reactors_of, revise
from community.kit.commit import after_commit
from community.kit.gate import Refused, require
from community.members.models import Member


@transaction.atomic
def react(message: Message, *, by: Member, kind: str) -> bool:
    """Give a sign. False: it had been given.

    Whoever hears the conversation may, the quieted too: a kind sign is always welcome. Raises PermissionDenied where
    the message is not there for them, and Refused (``kind``, ``closed``, ``at_rest``).
    """
    held, place = _may_react(message, by, kind)
    _given, is_new = Reaction.objects.get_or_create(message=held, participant=place, kind=kind)
    if is_new:
        _count(held, place, kind, on=True)
    message.reactions, message.revision = held.reactions, held.revision
    return is_new


@transaction.atomic
def unreact(message: Message, *, by: Member, kind: str) -> bool:
    """Take the sign back. False: there was none. Raises as ``react`` does."""
    held, place = _may_react(message, by, kind)
    gone, _rows = Reaction.objects.filter(message=held, participant=place, kind=kind).delete()
    if gone:
        _count(held, place, kind, on=False)
    message.reactions, message.revision = held.reactions, held.revision
    return bool(gone)


def _may_react(message: Message, by: Member, kind: str) -> tuple[Message, Participant]:
    """The message, its conversation held, and the place of who reacts."""
    if kind not in Reaction.Kind.values:
        raise Refused("kind", _("Please choose one of the five."), field="kind")
    held = hold(message)
    place = Participant.objects.filter(conversation=held.conversation_id, member=by, ended_at=None).first()
    require(by.ended_at is None and Message.objects.visible_to(by).filter(pk=held.pk).exists())
    if held.conversation.closed_at is not None:
        raise Refused("closed", _("This conversation is closed. What was said stays here to read."))
    assert place is not None  # noqa: S101 - what is visible is visible from a place
    if place.is_at_rest:
        raise why_not(held.conversation_id, by.pk)
    return held, place


def _count(message: Message, place: Participant, kind: str, *, on: bool) -> None:
    """Keep the numbers with the message, and tell. They are counted anew: under the lock nobody else counts."""
    reactors = reactors_of(message)
    message.reactions = {one: len(members) for one, members in reactors.items()}
    Message.objects.filter(pk=message.pk).update(reactions=message.reactions)
    frame = {
        "type": "reacted",
        "conversation": message.conversation_id,
        "seq": message.seq,
        "id": message.pk,
        "reactions": message.reactions,
        "by": place.pk,
        "kind": kind,
        "on": on,
    }
    revision = revise(message)
    after_commit(live.tell_changed, message.conversation_id, message.seq, revision, frame, place.member_id, reactors)
