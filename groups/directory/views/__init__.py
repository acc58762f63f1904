"""The doors of the directory: for members who look for a meeting, and for staff who read lists in."""

from groups.directory.views.desk import feed, feeds, run
from groups.directory.views.finding import find, guide, listing, near

__all__ = ["feed", "feeds", "find", "guide", "listing", "near", "run"]
