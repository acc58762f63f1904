"""Who looks after the words of a conversation. In a talk between two nobody does."""

from datetime import datetime
from typing import NamedTuple

from community.conversations.models import Message, Participant, Removal
from community.members.models import Member
from community.safety.models import Decision, place_of
from community.safety.policies import name_in


def keeper_name(member: Member, message: Message) -> str:
    """Return the name under which the member looks after the message's conversation; empty: they do not."""
    return "" if member.ended_at is not None else name_in(place_of(message.conversation.scope), member)


def may_restore(member: Member, message: Message, removal: Removal) -> bool:
    """Tell whether they may put a removed message back: authors their own, keepers what one of them removed.

    Nobody shows again what its author took away, and nobody decides about words of their own.
    """
    author = message.author.member_id
    if removal.by_id == author:
        return member.pk == author
    return member.pk != author and bool(keeper_name(member, message))


class Trace(NamedTuple):
    """That a message was taken away: by whom (as they are called there; empty: staff), why, and whether it still is."""

    name: str
    by_author: bool
    reason: str
    at: datetime
    undone_at: datetime | None


def traces_of(message: Message) -> list[Trace]:
    """Return what was removed and hidden about a message, the newest first: on its page, and for a report."""
    removals = list(message.removals.order_by("-id"))
    names = dict(
        Participant.objects.filter(
            conversation=message.conversation_id, member__in=[one.by_id for one in removals if one.by_id]
        ).values_list("member", "name")
    )
    author = message.author.member_id
    found = [
        Trace(names.get(one.by_id or 0, ""), one.by_id == author, one.reason, one.created_at, one.undone_at)
        for one in removals
    ]
    decided = Decision.objects.filter(
        case__key="message", case__thing_id=message.pk, member=author, act=Decision.Act.HIDE
    )
    found += [Trace(one.by_name, False, one.reason, one.created_at, one.undone_at) for one in decided]
    return sorted(found, key=lambda trace: trace.at, reverse=True)
