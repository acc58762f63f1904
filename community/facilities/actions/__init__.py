"""Contents page: how facilities and their staff come to be, and how people come to be with them."""

from community.facilities.actions.accepting import accept
from community.facilities.actions.founding import end_role, give_role, open_facility
from community.facilities.actions.inviting import invite, withdraw

__all__ = ["accept", "end_role", "give_role", "invite", "open_facility", "withdraw"]
