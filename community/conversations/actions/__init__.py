"""All that can be done with a conversation, a verb and its opposite a file."""

from community.conversations.actions.edit import edit
from community.conversations.actions.floor import (
    close_floor,
    hand_over,
    keep_floors,
    keeps_meetings,
    look_for_host,
    open_floor,
    touch_host,
)
from community.conversations.actions.open import close_conversation, open_conversation, reopen_conversation
from community.conversations.actions.picture import refuse_picture, release_picture
from community.conversations.actions.place import admit, dismiss
from community.conversations.actions.post import post, post_many
from community.conversations.actions.quiet import let_rest, quiet_participant, unquiet_participant, wake
from community.conversations.actions.react import react, unreact
from community.conversations.actions.remove import remove, restore
from community.conversations.actions.rules import set_rules
from community.conversations.actions.seen import mark_seen, mark_seen_many
from community.conversations.actions.signs import give_signs
from community.conversations.actions.turns import call_next, end_share, lower_hand, pass_floor, raise_hand
from community.conversations.queries import unread_counts

__all__ = [
    "admit",
    "call_next",
    "close_conversation",
    "close_floor",
    "dismiss",
    "edit",
    "end_share",
    "give_signs",
    "hand_over",
    "keep_floors",
    "keeps_meetings",
    "let_rest",
    "look_for_host",
    "lower_hand",
    "mark_seen",
    "mark_seen_many",
    "open_conversation",
    "open_floor",
    "pass_floor",
    "post",
    "post_many",
    "quiet_participant",
    "raise_hand",
    "react",
    "refuse_picture",
    "release_picture",
    "remove",
    "reopen_conversation",
    "restore",
    "set_rules",
    "touch_host",
    "unquiet_participant",
    "unreact",
    "unread_counts",
    "wake",
]
