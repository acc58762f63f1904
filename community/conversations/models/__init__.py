"""The live-talk engine's tables, a subject a file."""

from community.conversations.models.bells import Bell
from community.conversations.models.changes import Mention, Reaction, Removal, Version
from community.conversations.models.floor import Floor, Hand
from community.conversations.models.pictures import Picture, PictureFile
from community.conversations.models.signs import Signs
from community.conversations.models.talk import AT_REST, Conversation, Message, Participant

__all__ = [
    "AT_REST",
    "Bell",
    "Conversation",
    "Floor",
    "Hand",
    "Mention",
    "Message",
    "Participant",
    "Picture",
    "PictureFile",
    "Reaction",
    "Removal",
    "Signs",
    "Version",
]
