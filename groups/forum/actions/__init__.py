"""All that can be done with discussions, a verb and its opposite a file."""

from groups.forum.actions.drafting import keep_draft
from groups.forum.actions.editing import edit
from groups.forum.actions.following import follow, unfollow
from groups.forum.actions.looking_after import lock, pin, unlock, unpin
from groups.forum.actions.reading import mark_read
from groups.forum.actions.removing import put_back, remove
from groups.forum.actions.replying import reply
from groups.forum.actions.signing import sign, unsign
from groups.forum.actions.starting import start_thread
from groups.forum.actions.telling import tell_news

__all__ = [
    "edit",
    "follow",
    "keep_draft",
    "lock",
    "mark_read",
    "pin",
    "put_back",
    "remove",
    "reply",
    "sign",
    "start_thread",
    "tell_news",
    "unfollow",
    "unlock",
    "unpin",
    "unsign",
]
