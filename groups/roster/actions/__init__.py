"""All that can be done with belonging, a verb and its opposite a file."""

from groups.roster.actions.appointing import appoint
from groups.roster.actions.belonging import join, leave, remove, settle_in
from groups.roster.actions.founding import found_group

__all__ = ["appoint", "found_group", "join", "leave", "remove", "settle_in"]
