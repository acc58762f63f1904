"""All that can be done with a conversation, a verb and its opposite a file."""

from community.conversations.actions.open import close_conversation, open_conversation, reopen_conversation
from community.conversations.actions.place import admit, dismiss
from community.conversations.actions.post import post, post_many
from community.conversations.actions.quiet import quiet_participant, unquiet_participant
from community.conversations.actions.rules import set_rules
from community.conversations.actions.seen import mark_seen, mark_seen_many
from community.conversations.actions.signs import give_signs
from community.conversations.queries import unread_counts

__all__ = [
    "admit",
    "close_conversation",
    "dismiss",
    "give_signs",
    "mark_seen",
    "mark_seen_many",
    "open_conversation",
    "post",
    "post_many",
    "quiet_participant",
    "reopen_conversation",
    "set_rules",
    "unquiet_participant",
    "unread_counts",
]
