"""All that can be done with a conversation, a verb and its opposite a file."""

from community.conversations.actions.edit import edit
from community.conversations.actions.open import close_conversation, open_conversation, reopen_conversation
from community.conversations.actions.picture import refuse_picture, release_picture
from community.conversations.actions.place import admit, dismiss
from community.conversations.actions.post import post, post_many
from community.conversations.actions.quiet import quiet_participant, unquiet_participant
from community.conversations.actions.react import react, unreact
from community.conversations.actions.remove import remove, restore
from community.conversations.actions.rules import set_rules
from community.conversations.actions.seen import mark_seen, mark_seen_many
from community.conversations.actions.signs import give_signs
from community.conversations.queries import unread_counts

__all__ = [
    "admit",
    "close_conversation",
    "dismiss",
    "edit",
    "give_signs",
    "mark_seen",
    "mark_seen_many",
    "open_conversation",
    "post",
    "post_many",
    "quiet_participant",
    "react",
    "refuse_picture",
    "release_picture",
    "remove",
    "reopen_conversation",
    "restore",
    "set_rules",
    "unquiet_participant",
    "unreact",
    "unread_counts",
]
