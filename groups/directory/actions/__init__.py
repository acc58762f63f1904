"""All that can be done with the directory of meetings."""

from groups.directory import acts
from groups.directory.actions.importing import import_waiting, ring, start_due
from groups.directory.actions.keeping import add_feed, change_feed, end_feed
from groups.directory.actions.listing import OwnMeeting, list_meeting, unlist_meeting
from groups.directory.actions.starting import read_file, read_now

__all__ = [
    "OwnMeeting",
    "acts",
    "add_feed",
    "change_feed",
    "end_feed",
    "import_waiting",
    "list_meeting",
    "read_file",
    "read_now",
    "ring",
    "start_due",
    "unlist_meeting",
]
