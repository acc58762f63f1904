"""Who looks after the words of a conversation. In a talk between two nobody does."""

from community.conversations.models import Message, Removal
from community.members.models import Member
from community.safety.models import place_of
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
