"""Contents page: how people come to be with a facility."""

from community.facilities.actions.accepting import accept
from community.facilities.actions.inviting import invite, withdraw

__all__ = ["accept", "invite", "withdraw"]
