"""All that can be done with discussions, a verb and its opposite a file."""

from groups.forum.actions.reading import mark_read
from groups.forum.actions.replying import reply
from groups.forum.actions.starting import start_thread

__all__ = ["mark_read", "reply", "start_thread"]
