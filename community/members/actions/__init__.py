"""Contents page: what members do with who they are here."""

from community.members.actions.blocking import block, unblock
from community.members.actions.forgetting import forget_strays
from community.members.actions.leaving import end_account, end_session
from community.members.actions.naming import rename
from community.members.actions.settling import dress, live_in, profile_of, show, speak, tell, welcomed
from community.members.actions.signing_up import sign_up

__all__ = [
    "block",
    "dress",
    "end_account",
    "end_session",
    "forget_strays",
    "live_in",
    "profile_of",
    "rename",
    "show",
    "sign_up",
    "speak",
    "tell",
    "unblock",
    "welcomed",
]
