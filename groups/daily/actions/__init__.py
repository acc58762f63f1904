"""All that can be done with the thread of the day."""

from groups.daily.actions.hosting import host, stop_hosting
from groups.daily.actions.opening import open_due
from groups.daily.actions.saying import say_line
from groups.daily.actions.setting import set_daily, stop_daily

__all__ = ["host", "open_due", "say_line", "set_daily", "stop_daily", "stop_hosting"]
