"""All that can be done with coming in: asking, deciding, inviting; and opening a group of one's own."""

from groups.joining.actions.asking import ask, sit_in, withdraw
from groups.joining.actions.deciding import decline, let_in
from groups.joining.actions.inviting import DAYS, come_by_invitation, invite, withdraw_invitation
from groups.joining.actions.opening import open_group

__all__ = [
    "DAYS",
    "ask",
    "come_by_invitation",
    "decline",
    "invite",
    "let_in",
    "open_group",
    "sit_in",
    "withdraw",
    "withdraw_invitation",
]
