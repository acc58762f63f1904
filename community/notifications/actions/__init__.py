"""Verbs of this room: notify; read, read_all, settle; choose_how; deliver_due."""

from community.notifications.actions.deliver import deliver_due
from community.notifications.actions.notify import in_line, notify
from community.notifications.actions.prefer import prefer
from community.notifications.actions.read import read, read_all, settle, unread_count

__all__ = ["deliver_due", "in_line", "notify", "prefer", "read", "read_all", "settle", "unread_count"]
